package io.leeway.experiment.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.testkit.MemoryTracker;
import io.leeway.testkit.TrackedValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told to trackers that work, fail, are slow, hang, and get well again. */
@Timeout(60)
class TrackersTest {
    private static final String SERIES = "seed-3/guided";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final MemoryTracker.Memory memory = new MemoryTracker.Memory();

    private static DeliveryLimits limits(long queueBytes, long spoolBytes) {
        return new DeliveryLimits(
                queueBytes,
                spoolBytes,
                50,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(20),
                Duration.ofMillis(300),
                Duration.ofMillis(200));
    }

    private Trackers begin(Tracker tracker, DeliveryLimits limits) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("name", "toy");
        configuration.put("agent", Map.of("updates", 250));
        configuration.put("trackers", List.of("left out"));
        return Trackers.of(
                List.of(Map.entry("memory", tracker)), folder, configuration, List.of(3L), CLOCK, said::add, limits);
    }

    private Trackers begin(Tracker tracker) {
        return begin(tracker, limits(1 << 20, 1 << 20));
    }

    private static void tell(Trackers trackers, long from, long to) {
        for (long step = from; step < to; step++) {
            trackers.record(SERIES, new MetricLog.Entry("update", step, Map.of("loss", step / 4.0)));
        }
    }

    private static List<TrackedValue> values(long to) {
        return LongStream.range(0, to)
                .mapToObj(step -> new TrackedValue(SERIES, step, "loss", step / 4.0))
                .toList();
    }

    private Path spool() {
        return folder.resolve("trackers/memory.spool.jsonl");
    }

    private void await(long count) throws InterruptedException {
        while (memory.values().size() < count) {
            Thread.sleep(5);
        }
    }

    /** A tracker that fails as long as it is told to. */
    private final class Moody implements Tracker {
        private final MemoryTracker inner = new MemoryTracker(memory);
        volatile boolean broken;

        @Override
        public void begin(Run run) {
            check();
            inner.begin(run);
        }

        @Override
        public void record(String series, long step, Map<String, Double> metrics) {
            check();
            inner.record(series, step, metrics);
        }

        @Override
        public void histogram(String series, long step, String name, double[] values) {
            check();
            inner.histogram(series, step, name, values);
        }

        @Override
        public void picture(String series, long step, String name, Image image) {
            check();
            inner.picture(series, step, name, image);
        }

        @Override
        public void end(Ending ending) {
            check();
            inner.end(ending);
        }

        private void check() {
            if (broken) {
                throw new LeewayException("The server is away");
            }
        }
    }

    @Test
    void aTrackerIsToldOfTheRunThenOfEverythingInOrderAndOfTheEnd() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "<p>A report</p>");
        Trackers trackers = begin(new MemoryTracker(memory));
        tell(trackers, 0, 2000);
        trackers.histogram(SERIES, 9, "returns", new double[] {4, 2});
        trackers.picture(SERIES, 9, "trajectories", new Tracker.Image(1, 1, new byte[3]));
        trackers.file(report);
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(memory.values()).isEqualTo(values(2000));
        assertThat(memory.histograms()).containsExactly(new MemoryTracker.Histogram(SERIES, 9, "returns", 2, 2, 4));
        assertThat(memory.pictures()).hasSize(1);
        assertThat(memory.files()).containsExactly(report.toAbsolutePath());
        assertThat(memory.ending()).isEqualTo(Tracker.Ending.FINISHED);
        Tracker.Run run = memory.runs().get(0);
        assertThat(run.id()).matches("[0-9a-f]{32}");
        assertThat(run.name()).isEqualTo(folder.getFileName().toString());
        assertThat(run.parameters()).isEqualTo(Map.of("name", "toy", "agent.updates", "250"));
        assertThat(run.seeds()).containsExactly(3L);
        assertThat(run.clock().instant()).isEqualTo(CLOCK.instant());
        assertThat(said).isEmpty();
        assertThat(spool()).doesNotExist();
    }

    @Test
    void theIdIsTheFoldersOwnAndStays() {
        begin(new MemoryTracker(memory)).end(Tracker.Ending.STOPPED);
        begin(new MemoryTracker(memory)).end(Tracker.Ending.FINISHED);

        assertThat(memory.runs()).hasSize(2);
        assertThat(memory.runs().get(0).id()).isEqualTo(memory.runs().get(1).id());
    }

    @Test
    void whatATrackerDoesNotTakeIsToldAgainWhenItGetsWell() throws InterruptedException {
        Moody moody = new Moody();
        Trackers trackers = begin(moody);
        tell(trackers, 0, 100);
        await(100);
        moody.broken = true;
        tell(trackers, 100, 300);
        while (said.isEmpty()) {
            Thread.sleep(5);
        }
        trackers.picture(SERIES, 300, "trajectories", new Tracker.Image(1, 2, new byte[] {1, 2, 3, 4, 5, -6}));
        trackers.histogram(SERIES, 300, "returns", new double[] {Double.NaN, 2, Double.NEGATIVE_INFINITY});
        tell(trackers, 300, 400);
        assertThat(memory.values()).isEqualTo(values(100));
        moody.broken = false;
        await(400);
        tell(trackers, 400, 500);
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(memory.values()).isEqualTo(values(500));
        assertThat(memory.pictures())
                .singleElement()
                .satisfies(one -> assertThat(one.image().pixels()).containsExactly(1, 2, 3, 4, 5, -6));
        assertThat(memory.histograms()).hasSize(1);
        assertThat(memory.ending()).isEqualTo(Tracker.Ending.FINISHED);
        assertThat(said)
                .containsExactly(
                        "Warning: the tracker memory fails: The server is away. The run goes on; what it does not take"
                                + " is kept in " + spool() + " and told again later.",
                        "The tracker memory takes records again.");
        assertThat(spool()).doesNotExist();
    }

    @Test
    void whatIsLeftInTheEndIsToldByTheNextRunInTheFolder() throws IOException {
        Moody moody = new Moody();
        moody.broken = true;
        Trackers trackers = begin(moody);
        tell(trackers, 0, 10);
        trackers.histogram(SERIES, 5, "returns", new double[] {1});
        trackers.end(Tracker.Ending.FAILED);

        assertThat(said).hasSize(2);
        assertThat(said.get(1))
                .isEqualTo("The tracker memory has not taken everything: the rest is in " + spool()
                        + ", and the next run in this folder tells it again.");
        assertThat(Files.readAllLines(spool())).hasSize(11);
        Files.writeString(spool(), Files.readString(spool()) + "{\"kind\": \"metr");
        Trackers next = begin(new MemoryTracker(memory));
        tell(next, 0, 20);
        next.end(Tracker.Ending.FINISHED);
        assertThat(memory.values()).isEqualTo(values(20));
        assertThat(memory.histograms()).hasSize(1);
        assertThat(memory.ending()).isEqualTo(Tracker.Ending.FINISHED);
        assertThat(spool()).doesNotExist();
    }

    @Test
    void aSlowTrackerGetsEverythingInOrderThroughTheFile() {
        MemoryTracker inner = new MemoryTracker(memory);
        Trackers trackers = begin(
                new Tracker() {
                    @Override
                    public void record(String series, long step, Map<String, Double> metrics) {
                        pause(step % 50 == 0 ? 20 : 0);
                        inner.record(series, step, metrics);
                    }
                },
                limits(5000, 1 << 20));
        long start = System.nanoTime();
        tell(trackers, 0, 1000);
        long told = (System.nanoTime() - start) / 1_000_000;
        assertThat(spool()).exists();
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(told).isLessThan(5000);
        assertThat(memory.values()).isEqualTo(values(1000));
        assertThat(said).isEmpty();
        assertThat(spool()).doesNotExist();
    }

    @Test
    void aHangingTrackerDoesNotHoldUpTheRunNorItsEnd() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        Trackers trackers = begin(
                new Tracker() {
                    @Override
                    public void record(String series, long step, Map<String, Double> metrics) {
                        while (true) {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                // a tracker that does not listen
                            }
                        }
                    }
                },
                limits(5000, 1 << 20));
        long start = System.nanoTime();
        tell(trackers, 0, 1000);
        trackers.end(Tracker.Ending.FINISHED);
        long took = (System.nanoTime() - start) / 1_000_000;

        assertThat(took).isLessThan(5000);
        assertThat(said)
                .containsExactly("The tracker memory has not taken everything in time: the rest is in " + spool()
                        + ", and the next run in this folder tells it again.");
        assertThat(Files.readAllLines(spool())).hasSize(1000);
    }

    @Test
    void theFileIsBoundedAndTheNextRunFillsTheGap() throws IOException {
        Moody moody = new Moody();
        moody.broken = true;
        Trackers trackers = begin(moody, limits(5000, 20_000));
        tell(trackers, 0, 1000);
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(Files.size(spool())).isLessThan(30_000);
        assertThat(said).hasSize(2);
        Trackers next = begin(new MemoryTracker(memory));
        tell(next, 0, 1000);
        next.end(Tracker.Ending.FINISHED);
        assertThat(memory.values()).isEqualTo(values(1000));
    }

    @Test
    void aTrackerThatGetsWellAfterTheFileWasFullHasNoGap() throws InterruptedException {
        Moody moody = new Moody();
        moody.broken = true;
        Trackers trackers = begin(moody, limits(5000, 20_000));
        tell(trackers, 0, 1000);
        moody.broken = false;
        await(50);
        tell(trackers, 1000, 1100);
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(memory.values())
                .hasSizeLessThan(1000)
                .isEqualTo(values(memory.values().size()));
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneWarning() throws IOException {
        Moody moody = new Moody();
        moody.broken = true;
        Trackers trackers = begin(moody);
        Files.createDirectory(spool());
        tell(trackers, 0, 1000);
        trackers.end(Tracker.Ending.FINISHED);

        assertThat(said).hasSize(1);
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
