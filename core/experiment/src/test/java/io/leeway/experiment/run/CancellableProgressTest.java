package io.leeway.experiment.run;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.leeway.spi.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class CancellableProgressTest {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Progress progress = new CancellableProgress(Progress.NONE, cancelled::get);

    @Test
    void workEndsAtItsNextReport() {
        Progress.Task task = progress.begin("Work", 10, "parts");
        assertThatNoException().isThrownBy(() -> task.advance(1, ""));
        cancelled.set(true);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> task.advance(1, ""));
        assertThatNoException().isThrownBy(task::close);
    }

    @Test
    void nothingNewIsBegun() {
        cancelled.set(true);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> progress.begin("Work", 10, "parts"));
    }
}
