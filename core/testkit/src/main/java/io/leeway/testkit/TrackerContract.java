package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The promises of every {@link Tracker}. How values that are not finite are kept, and whether a moment that came twice
 * is kept twice, is left to it.
 */
public abstract class TrackerContract {
    private static final String AGENT = "guided/seed-0/agent";
    private static final String DENOISER = "denoiser/seed-0";
    private static final int MANY = 40;

    /**
     * Opens a tracker. The second one of a test keeps its values at the same place as the first, which is closed by
     * then.
     */
    protected abstract Tracker tracker();

    /**
     * Reads back what the closed trackers of this test have kept: a series' values in the order in which they are kept.
     */
    protected abstract List<TrackedValue> kept();

    @Test
    void keepsASeriesInTheOrderOfTheCalls() {
        List<TrackedValue> expected = new ArrayList<>();
        try (Tracker tracker = tracker()) {
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
        try (Tracker tracker = tracker()) {
            tracker.record(AGENT, 7, metrics);
        }

        metrics.forEach((name, value) -> assertKept(AGENT, name, List.of(new TrackedValue(AGENT, 7, name, value))));
    }

    @Test
    void keepsManySeriesApart() {
        List<TrackedValue> expected = new ArrayList<>();
        try (Tracker tracker = tracker()) {
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
        try (Tracker tracker = tracker()) {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThatCode(() -> tracker.record(AGENT, 1, Map.of("critic_loss", value, "q", 2.0)))
                        .as("a metric of %s", value)
                        .doesNotThrowAnyException();
            }
            tracker.record(AGENT, 2, Map.of("critic_loss", 3.0));
        }

        assertThat(distinct(AGENT, "q")).containsExactly(new TrackedValue(AGENT, 1, "q", 2));
        assertThat(distinct(AGENT, "critic_loss"))
                .filteredOn(value -> value.step() == 2)
                .containsExactly(new TrackedValue(AGENT, 2, "critic_loss", 3));
    }

    @Test
    void takesTheSameMomentAgainAndAnEarlierOne() {
        try (Tracker tracker = tracker()) {
            for (long step : new long[] {1, 2, 2, 1, 2, 3}) {
                tracker.record(AGENT, step, Map.of("loss", step / 4.0));
            }
        }

        assertThat(distinct(AGENT, "loss"))
                .containsExactly(
                        new TrackedValue(AGENT, 1, "loss", 0.25),
                        new TrackedValue(AGENT, 2, "loss", 0.5),
                        new TrackedValue(AGENT, 3, "loss", 0.75));
    }

    @Test
    void goesOnWhereAnEarlierOneEnded() {
        List<TrackedValue> expected = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            try (Tracker tracker = tracker()) {
                record(tracker, expected, AGENT, step, "loss", step + 0.5);
                record(tracker, expected, DENOISER, step, "loss", step + 0.25);
            }
        }

        assertKept(expected);
    }

    @Test
    void readsTheMetricsDuringTheCallAndLeavesThemAsTheyAre() {
        Map<String, Double> metrics = new HashMap<>(Map.of("loss", 1.0));
        try (Tracker tracker = tracker()) {
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
        Tracker unused = tracker();
        unused.close();
        assertThatCode(unused::close).as("the second close").doesNotThrowAnyException();
        assertThat(kept()).isEmpty();

        Tracker used = tracker();
        used.record(AGENT, 0, Map.of("loss", 1.0));
        used.close();
        assertThatCode(used::close).as("the second close").doesNotThrowAnyException();
        assertKept(AGENT, "loss", List.of(new TrackedValue(AGENT, 0, "loss", 1)));
    }

    private static void record(
            Tracker tracker, List<TrackedValue> expected, String series, long step, String metric, double value) {
        tracker.record(series, step, Map.of(metric, value));
        expected.add(new TrackedValue(series, step, metric, value));
    }

    private void assertKept(List<TrackedValue> expected) {
        Set<String> series = new LinkedHashSet<>();
        expected.forEach(value -> series.add(value.series()));
        assertThat(kept()).extracting(TrackedValue::series).hasSameElementsAs(series);
        for (String one : series) {
            List<TrackedValue> ofOne = expected.stream()
                    .filter(value -> value.series().equals(one))
                    .toList();
            assertKept(one, ofOne.get(0).metric(), ofOne);
        }
    }

    private void assertKept(String series, String metric, List<TrackedValue> expected) {
        List<TrackedValue> found = found(series, metric);
        assertThat(found)
                .as("%s of %s", metric, series)
                .extracting(TrackedValue::step)
                .containsExactlyElementsOf(
                        expected.stream().map(TrackedValue::step).toList());
        for (int i = 0; i < found.size(); i++) {
            double value = expected.get(i).value();
            assertThat(found.get(i).value())
                    .as("%s of %s at %d", metric, series, found.get(i).step())
                    .isCloseTo(value, within(1e-6 * Math.abs(value)));
        }
    }

    private List<TrackedValue> distinct(String series, String metric) {
        return found(series, metric).stream().distinct().toList();
    }

    private List<TrackedValue> found(String series, String metric) {
        return kept().stream()
                .filter(value -> value.series().equals(series) && value.metric().equals(metric))
                .toList();
    }
}
