package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.Tracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promises of every {@link Tracker}. How values that are not finite are kept is left to it, and whether it keeps
 * histograms, pictures and parameters at all.
 */
public abstract class TrackerContract {
    private static final String AGENT = "guided/seed-0/agent";
    private static final String DENOISER = "denoiser/seed-0";
    private static final String RETURNS = "returns";
    private static final String TRAJECTORIES = "trajectories";
    private static final int MANY = 40;

    /** The folder of the runs of a test. */
    @TempDir
    protected Path folder;

    /**
     * Opens a tracker, which is told the run then. The second one of a test keeps its values at the same place as the
     * first, which is closed by then or was left as if its process had been killed.
     */
    protected abstract Tracker tracker();

    /**
     * Reads back what the closed trackers of this test have kept: a series' values in the order in which they are kept.
     */
    protected abstract List<TrackedValue> kept();

    /** Reads back the histograms, in the order in which they are kept; empty for a tracker that keeps none. */
    protected Optional<List<MemoryTracker.Histogram>> keptHistograms() {
        return Optional.empty();
    }

    /** Reads back the pictures, in the order in which they are kept; empty for a tracker that keeps none. */
    protected Optional<List<MemoryTracker.Drawing>> keptPictures() {
        return Optional.empty();
    }

    /** Reads back the parameters; empty for a tracker that keeps none. */
    protected Optional<Map<String, String>> keptParameters() {
        return Optional.empty();
    }

    /** Returns the run of which the trackers of a test are told. */
    protected final Tracker.Run run() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("name", "maze");
        parameters.put("agent.updates", "4000");
        parameters.put("experience.guided.guidance.coefficient", "1.0");
        return new Tracker.Run(
                "0a1b2c3d4e5f",
                "maze-1a2b3c4d",
                folder.toAbsolutePath(),
                parameters,
                List.of(0L, 1L),
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    private Tracker open() {
        Tracker tracker = tracker();
        tracker.begin(run());
        return tracker;
    }

    @Test
    void keepsASeriesInTheOrderOfTheCalls() {
        List<TrackedValue> expected = new ArrayList<>();
        try (Tracker tracker = open()) {
            for (int step = 0; step < MANY; step++) {
                record(tracker, expected, AGENT, step * 1000L, "critic_loss", Math.sin(step) / (step + 1));
            }
        }

        assertKept(expected);
    }

    @Test
    void keepsEveryMetricOfACall() {
        Map<String, Double> metrics =
                Map.of("critic_loss", 0.25, "actor_loss", -1e30, "q", 0.0, "steps_per_second", 1e-30);
        try (Tracker tracker = open()) {
            tracker.record(AGENT, 7, metrics);
        }

        List<TrackedValue> kept = kept();
        metrics.forEach((name, value) ->
                assertSame(List.of(new TrackedValue(AGENT, 7, name, value)), of(name, of(AGENT, kept))));
    }

    @Test
    void keepsManySeriesApart() {
        List<TrackedValue> expected = new ArrayList<>();
        try (Tracker tracker = open()) {
            for (int step = 0; step < 3; step++) {
                for (int series = 0; series < MANY; series++) {
                    record(tracker, expected, "guided/seed-" + series + "/agent", step, "loss", series + 0.5 * step);
                    record(tracker, expected, "guided/seed-" + series, step, "loss", -1 - series - 0.5 * step);
                }
            }
        }

        assertKept(expected);
    }

    @Test
    void takesWhatIsNotFiniteAndKeepsTheRest() {
        try (Tracker tracker = open()) {
            long step = 0;
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                long moment = step++;
                assertThatCode(() -> tracker.record(AGENT, moment, Map.of("loss", value, "q", moment / 4.0)))
                        .as("a metric of %s", value)
                        .doesNotThrowAnyException();
            }
            tracker.record(AGENT, 3, Map.of("loss", 0.75));
        }

        assertKept(AGENT, "q", values("q", 0, 1, 2));
        assertThat(found(AGENT, "loss"))
                .filteredOn(value -> value.step() == 3)
                .containsExactly(new TrackedValue(AGENT, 3, "loss", 0.75));
    }

    @Test
    void keepsAMomentOnceThatComesAgainAlsoAfterLaterOnes() {
        try (Tracker tracker = open()) {
            for (long step : new long[] {1, 2, 2, 1, 2, 3}) {
                tracker.record(AGENT, step, Map.of("loss", step / 4.0));
            }
        }

        assertKept(AGENT, "loss", values("loss", 1, 2, 3));
    }

    @Test
    void aRunThatGoesOnRepeatsNothing() {
        try (Tracker tracker = open()) {
            for (long step = 0; step <= 5; step++) {
                tracker.record(AGENT, step, Map.of("loss", step / 4.0));
            }
            tracker.record(AGENT, 3, Map.of("return", 0.75));
            tracker.end(Tracker.Ending.STOPPED);
        }
        try (Tracker tracker = open()) {
            for (long step = 0; step <= 8; step++) {
                tracker.record(AGENT, step, Map.of("loss", step / 4.0));
                if (step >= 3) {
                    tracker.record(AGENT, step, Map.of("return", step / 4.0));
                }
            }
            tracker.end(Tracker.Ending.FINISHED);
        }

        assertKept(AGENT, "loss", values("loss", 0, 1, 2, 3, 4, 5, 6, 7, 8));
        assertKept(AGENT, "return", values("return", 3, 4, 5, 6, 7, 8));
    }

    @Test
    void keepsWhatWasFlushedWhateverHappensThen() {
        Tracker killed = open();
        killed.record(AGENT, 0, Map.of("loss", 0.0));
        killed.record(DENOISER, 4, Map.of("loss", 1.0));
        killed.flush();

        assertKept(AGENT, "loss", values("loss", 0));
        try (Tracker tracker = open()) {
            tracker.record(AGENT, 0, Map.of("loss", 0.0));
            tracker.record(AGENT, 1, Map.of("loss", 0.25));
        }
        assertKept(AGENT, "loss", values("loss", 0, 1));
        assertKept(DENOISER, "loss", List.of(new TrackedValue(DENOISER, 4, "loss", 1)));
    }

    @Test
    void takesARunFromItsBeginningToEachOfItsEndings() throws IOException {
        Path report = Files.writeString(folder.resolve("report.html"), "<p>A report</p>");
        long step = 0;
        for (Tracker.Ending ending : Tracker.Ending.values()) {
            try (Tracker tracker = open()) {
                tracker.begin(run());
                tracker.record(AGENT, step, Map.of("loss", step / 4.0));
                tracker.file(report);
                tracker.flush();
                tracker.file(report);
                tracker.end(ending);
                tracker.flush();
            }
            step++;
        }

        assertKept(AGENT, "loss", values("loss", 0, 1, 2));
        keptParameters().ifPresent(parameters -> assertThat(parameters).containsAllEntriesOf(run().parameters()));
    }

    @Test
    void keepsHistogramsOnceOrLeavesThem() {
        double[] returns = {3, -1.5, 0.25, 3};
        try (Tracker tracker = open()) {
            tracker.record(AGENT, 4, Map.of("loss", 1.0));
            tracker.histogram(AGENT, 4, RETURNS, returns);
            tracker.histogram(AGENT, 4, RETURNS, returns);
            assertThat(returns).containsExactly(3, -1.5, 0.25, 3);
        }
        try (Tracker tracker = open()) {
            tracker.histogram(AGENT, 4, RETURNS, returns);
            tracker.histogram(AGENT, 8, RETURNS, new double[] {7, 7});
        }

        assertKept(AGENT, "loss", values("loss", 4));
        keptHistograms().ifPresent(kept -> assertThat(kept)
                .containsExactly(
                        new MemoryTracker.Histogram(AGENT, 4, RETURNS, 4, -1.5, 3),
                        new MemoryTracker.Histogram(AGENT, 8, RETURNS, 2, 7, 7)));
    }

    @Test
    void keepsPicturesOnceOrLeavesThem() {
        byte[] pixels = new byte[5 * 3 * 3];
        pixels[0] = (byte) 255;
        pixels[16] = (byte) 128;
        Tracker.Image image = new Tracker.Image(5, 3, pixels);
        for (int time = 0; time < 2; time++) {
            try (Tracker tracker = open()) {
                tracker.record(AGENT, 4, Map.of("loss", 1.0));
                tracker.picture(AGENT, 4, TRAJECTORIES, image);
            }
        }

        assertKept(AGENT, "loss", values("loss", 4));
        keptPictures().ifPresent(kept -> {
            assertThat(kept).hasSize(1).allSatisfy(one -> {
                assertThat(one).extracting("series", "step", "name").containsExactly(AGENT, 4L, TRAJECTORIES);
                assertThat(one.image()).extracting("width", "height").containsExactly(5, 3);
                assertThat(one.image().pixels()).isEqualTo(pixels);
            });
        });
    }

    @Test
    void goesOnWhereAnEarlierOneEnded() {
        List<TrackedValue> expected = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            try (Tracker tracker = open()) {
                record(tracker, expected, AGENT, step, "loss", step + 0.5);
                record(tracker, expected, DENOISER, step, "loss", step + 0.25);
            }
        }

        assertKept(expected);
    }

    @Test
    void readsTheMetricsDuringTheCallAndLeavesThemAsTheyAre() {
        Map<String, Double> metrics = new HashMap<>(Map.of("loss", 1.0));
        try (Tracker tracker = open()) {
            tracker.record(AGENT, 0, metrics);
            assertThat(metrics).isEqualTo(Map.of("loss", 1.0));
            metrics.put("loss", 2.0);
            tracker.record(AGENT, 1, metrics);
            metrics.clear();
            tracker.record(AGENT, 2, metrics);
        }

        assertKept(
                AGENT, "loss", List.of(new TrackedValue(AGENT, 0, "loss", 1), new TrackedValue(AGENT, 1, "loss", 2)));
        assertThat(kept()).extracting(TrackedValue::step).doesNotContain(2L);
    }

    @Test
    void closesAfterNothingAndTwice() {
        Tracker unused = open();
        unused.close();
        assertThatCode(unused::close).as("the second close").doesNotThrowAnyException();
        assertThat(kept()).isEmpty();

        Tracker used = open();
        used.record(AGENT, 0, Map.of("loss", 1.0));
        used.close();
        assertThatCode(used::close).as("the second close").doesNotThrowAnyException();
        assertKept(AGENT, "loss", List.of(new TrackedValue(AGENT, 0, "loss", 1)));
    }

    /** Returns the expected values of the agent: at each step a quarter of it. */
    private static List<TrackedValue> values(String metric, long... steps) {
        return Arrays.stream(steps)
                .mapToObj(step -> new TrackedValue(AGENT, step, metric, step / 4.0))
                .toList();
    }

    private static void record(
            Tracker tracker, List<TrackedValue> expected, String series, long step, String metric, double value) {
        tracker.record(series, step, Map.of(metric, value));
        expected.add(new TrackedValue(series, step, metric, value));
    }

    private void assertKept(List<TrackedValue> expected) {
        Set<String> series = new LinkedHashSet<>();
        expected.forEach(value -> series.add(value.series()));
        List<TrackedValue> kept = kept();
        assertThat(kept).extracting(TrackedValue::series).hasSameElementsAs(series);
        for (String one : series) {
            List<TrackedValue> ofOne = of(one, expected);
            assertSame(ofOne, of(ofOne.get(0).metric(), of(one, kept)));
        }
    }

    private void assertKept(String series, String metric, List<TrackedValue> expected) {
        assertSame(expected, found(series, metric));
    }

    private static void assertSame(List<TrackedValue> expected, List<TrackedValue> found) {
        TrackedValue first = expected.get(0);
        assertThat(found)
                .as("%s of %s", first.metric(), first.series())
                .extracting(TrackedValue::step)
                .containsExactlyElementsOf(
                        expected.stream().map(TrackedValue::step).toList());
        for (int i = 0; i < found.size(); i++) {
            double value = expected.get(i).value();
            assertThat(found.get(i).value())
                    .as(
                            "%s of %s at %d",
                            first.metric(), first.series(), found.get(i).step())
                    .isCloseTo(value, within(1e-6 * Math.abs(value)));
        }
    }

    private List<TrackedValue> found(String series, String metric) {
        return of(metric, of(series, kept()));
    }

    /** Returns the values of a series, or of a metric of one: no test has a metric named like a series. */
    private static List<TrackedValue> of(String name, List<TrackedValue> values) {
        return values.stream()
                .filter(value -> value.series().equals(name) || value.metric().equals(name))
                .toList();
    }
}
