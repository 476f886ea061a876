package io.leeway.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long nanos = 77;
    private final Progress progress =
            new LineProgress(new PrintStream(written, true, StandardCharsets.UTF_8), () -> nanos);

    private void seconds(double amount) {
        nanos += (long) (amount * 1e9);
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void linesComeAtTheBeginningEveryTenthAndAtTheEnd() {
        try (Progress.Task task = progress.begin("Training, seed 0", 2000, "updates")) {
            for (int i = 0; i < 20; i++) {
                seconds(2);
                task.advance(100, "loss 0.5");
            }
            seconds(2);
        }
        assertThat(lines())
                .hasSize(11)
                .startsWith(
                        "Training, seed 0: 2,000 updates",
                        "Training, seed 0: 200 of 2,000 updates (10 %), 50.0 updates/s, 36 s left, loss 0.5",
                        "Training, seed 0: 400 of 2,000 updates (20 %), 50.0 updates/s, 32 s left, loss 0.5")
                .endsWith("Training, seed 0: done, 2,000 updates in 42 s");
    }

    @Test
    void slowWorkShowsALineEveryTenSeconds() {
        Progress.Task task = progress.begin("Sampling", 1_000_000, "steps");
        for (int i = 0; i < 60; i++) {
            seconds(1);
            task.advance(1, "");
        }
        assertThat(lines())
                .hasSize(7)
                .last()
                .isEqualTo("Sampling: 60 of 1,000,000 steps (0 %), 1.00 steps/s, 277 h 45 min left");
    }

    @Test
    void neverMoreThanOneLineASecond() {
        for (int i = 0; i < 50; i++) {
            try (Progress.Task task = progress.begin("Step " + i, 10, "parts")) {
                seconds(0.03);
                task.advance(10, "");
                seconds(0.03);
            }
        }
        assertThat(lines()).hasSizeBetween(3, 4);
    }

    @Test
    void workThatStopsEarlySaysSo() {
        try (Progress.Task task = progress.begin("Training", 100, "updates")) {
            seconds(5);
            task.advance(3, "");
            seconds(120);
        }
        assertThat(lines()).last().isEqualTo("Training: stopped after 3 of 100 updates in 2 min 5 s");
    }

    @Test
    void whatAnEarlierRunDidIsNoSpeed() {
        Progress.Task task = progress.begin("Training", 1000, "updates");
        seconds(0.1);
        task.advance(500, "");
        seconds(10);
        task.advance(100, "");
        assertThat(lines()).last().isEqualTo("Training: 600 of 1,000 updates (60 %), 10.0 updates/s, 40 s left");
    }

    @Test
    void whatIsSaidIsShownAtOnce() {
        progress.say("one");
        progress.say("two");
        assertThat(lines()).containsExactly("one", "two");
    }
}
