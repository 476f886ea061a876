package io.leeway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BarProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private final Progress progress =
            new BarProgress(new PrintStream(written, true, StandardCharsets.UTF_8), 100, true, nanos::get);

    /** Returns what a terminal would show in the end, line by line. */
    private List<String> shown() {
        return Stream.of(written.toString(StandardCharsets.UTF_8).split("\n"))
                .map(line -> line.substring(line.lastIndexOf('\r') + 1).stripTrailing())
                .toList();
    }

    @Test
    void theBarShowsRateRestAndDetail() {
        try (Progress.Task task = progress.begin("Training", 400, "updates")) {
            task.advance(100, "");
            nanos.addAndGet(2_000_000_000L);
            task.advance(100, "loss 0.25");
        }
        assertThat(shown()).hasSize(1);
        assertThat(shown().get(0))
                .startsWith("Training")
                .contains(" 50% ", "200/400", "0:00:04", "50.0 updates/s, loss 0.25")
                .hasSizeLessThan(100);
    }

    @Test
    void everythingThatIsDrawnFitsTheLine() {
        try (Progress.Task task = progress.begin("A title that is long ".repeat(8), 400, "updates")) {
            task.advance(1, "a detail that is long ".repeat(8));
        }
        for (String drawn : written.toString(StandardCharsets.UTF_8).split("[\r\n]")) {
            assertThat(drawn.length()).isLessThan(100);
        }
    }

    @Test
    void whatIsSaidStandsAboveTheBar() {
        try (Progress.Task task = progress.begin("Training", 10, "updates")) {
            progress.say("The denoiser was made before.");
            task.advance(10, "");
        }
        assertThat(shown()).hasSize(2);
        assertThat(shown().get(0)).isEqualTo("The denoiser was made before.");
        assertThat(shown().get(1)).startsWith("Training 100%");
    }

    @Test
    void innerWorkHasALineOfItsOwn() {
        try (Progress.Task outer = progress.begin("Outer", 2, "parts")) {
            try (Progress.Task inner = progress.begin("Inner", 5, "steps")) {
                inner.advance(5, "");
            }
            outer.advance(2, "");
        }
        assertThat(shown()).last().asString().startsWith("Outer 100%");
        assertThat(shown()).anySatisfy(line -> assertThat(line).startsWith("Inner 100%"));
    }

    @Test
    void workInTheBackgroundTakesTurnsWithTheRest() throws InterruptedException {
        try (Progress.Task outer = progress.begin("Training", 10, "updates")) {
            Thread other = new Thread(() -> {
                try (Progress.Task inner = progress.begin("Sampling", 10, "trajectories")) {
                    for (int turn = 0; turn < 4; turn++) {
                        nanos.addAndGet(2_000_000_000L);
                        inner.advance(1, "turn " + turn);
                        outer.advance(1, "turn " + turn);
                        awaitDrawing();
                    }
                }
            });
            other.start();
            other.join();
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).containsPattern("(?s)Training.*Sampling.*Training");
    }

    /** Bars are drawn at times of their own. */
    private static void awaitDrawing() {
        try {
            Thread.sleep(600);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
