package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The trackers' contract notices what it is for. */
final class FaultyTrackerTest {
    /** A tracker that hands on to a sound one; each fault overrides what it does wrong. */
    private static class Forwarding implements Tracker {
        final MemoryTracker inner;

        Forwarding(MemoryTracker.Memory memory) {
            inner = new MemoryTracker(memory);
        }

        @Override
        public void begin(Run run) {
            inner.begin(run);
        }

        @Override
        public void record(String series, long step, Map<String, Double> metrics) {
            inner.record(series, step, metrics);
        }

        @Override
        public void histogram(String series, long step, String name, double[] values) {
            inner.histogram(series, step, name, values);
        }

        @Override
        public void picture(String series, long step, String name, Image image) {
            inner.picture(series, step, name, image);
        }

        @Override
        public void file(Path file) {
            inner.file(file);
        }

        @Override
        public void end(Ending ending) {
            inner.end(ending);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** The contract of a tracker in memory, with what a fault does to the values that are read back. */
    private abstract static class Memory extends TrackerContract {
        final MemoryTracker.Memory memory = new MemoryTracker.Memory();

        abstract Tracker open();

        @Override
        protected Tracker tracker() {
            return open();
        }

        @Override
        protected List<TrackedValue> kept() {
            return memory.values();
        }

        @Override
        protected Optional<List<MemoryTracker.Histogram>> keptHistograms() {
            return Optional.of(memory.histograms());
        }

        @Override
        protected Optional<List<MemoryTracker.Drawing>> keptPictures() {
            return Optional.of(memory.pictures());
        }

        @Override
        protected Optional<Map<String, String>> keptParameters() {
            return Optional.of(memory.runs().get(0).parameters());
        }
    }

    static final class Sound extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory);
        }
    }

    static final class RefusesNotANumber extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    if (metrics.containsValue(Double.NaN)) {
                        throw new LeewayException("NaN");
                    }
                    super.record(series, step, metrics);
                }
            };
        }
    }

    static final class DropsACallThatIsNotFinite extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    if (metrics.values().stream().allMatch(Double::isFinite)) {
                        super.record(series, step, metrics);
                    }
                }
            };
        }
    }

    static final class RefusesAnEarlierMoment extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                private final Map<String, Long> latest = new HashMap<>();

                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    Long before = latest.put(series, step);
                    if (before != null && before > step) {
                        throw new LeewayException("Went back from " + before + " to " + step);
                    }
                    super.record(series, step, metrics);
                }
            };
        }
    }

    static final class MixesSeries extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    super.record(series.replace("/agent", ""), step, metrics);
                }
            };
        }
    }

    static final class ReadsTheMetricsAtTheEnd extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                private final List<Runnable> later = new ArrayList<>();

                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    later.add(() -> super.record(series, step, metrics));
                }

                @Override
                public void close() {
                    later.forEach(Runnable::run);
                    later.clear();
                    super.close();
                }
            };
        }
    }

    static final class KeepsTheFirstMetricOnly extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    metrics.entrySet().stream()
                            .limit(1)
                            .forEach(entry -> super.record(series, step, Map.of(entry.getKey(), entry.getValue())));
                }
            };
        }
    }

    static final class OverwritesTheEarlierOne extends Memory {
        private MemoryTracker.Memory latest = memory;

        @Override
        Tracker open() {
            latest = new MemoryTracker.Memory();
            return new Forwarding(latest);
        }

        @Override
        protected List<TrackedValue> kept() {
            return latest.values();
        }
    }

    static final class RepeatsWhatAnEarlierOneKept extends Memory {
        private final List<MemoryTracker.Memory> opened = new ArrayList<>();

        @Override
        Tracker open() {
            opened.add(new MemoryTracker.Memory());
            return new Forwarding(opened.get(opened.size() - 1));
        }

        @Override
        protected List<TrackedValue> kept() {
            return opened.stream().flatMap(each -> each.values().stream()).toList();
        }

        @Override
        protected Optional<List<MemoryTracker.Histogram>> keptHistograms() {
            return Optional.of(
                    opened.stream().flatMap(each -> each.histograms().stream()).toList());
        }

        @Override
        protected Optional<List<MemoryTracker.Drawing>> keptPictures() {
            return Optional.of(
                    opened.stream().flatMap(each -> each.pictures().stream()).toList());
        }

        @Override
        protected Optional<Map<String, String>> keptParameters() {
            return Optional.of(opened.get(0).runs().get(0).parameters());
        }
    }

    static final class RepeatsAMoment extends Memory {
        private final List<TrackedValue> values = new ArrayList<>();

        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    super.record(series, step, metrics);
                    metrics.forEach((name, value) -> values.add(new TrackedValue(series, step, name, value)));
                }
            };
        }

        @Override
        protected List<TrackedValue> kept() {
            return values;
        }
    }

    static final class RemembersOneStepForAllMetrics extends Memory {
        private final Map<String, Long> latest = new HashMap<>();

        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    Long before = latest.put(series, step);
                    if (before == null || before < step) {
                        super.record(series, step, metrics);
                    }
                }
            };
        }
    }

    static final class KeepsEverythingAtTheEnd extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                private final List<Runnable> later = new ArrayList<>();

                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    Map<String, Double> copy = Map.copyOf(metrics);
                    later.add(() -> super.record(series, step, copy));
                }

                @Override
                public void close() {
                    later.forEach(Runnable::run);
                    later.clear();
                    super.close();
                }
            };
        }
    }

    static final class RefusesToBeginAgain extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                private boolean begun;

                @Override
                public void begin(Run run) {
                    if (begun) {
                        throw new LeewayException("Begun already");
                    }
                    begun = true;
                    super.begin(run);
                }
            };
        }
    }

    static final class RefusesAFileThatComesAgain extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void file(Path file) {
                    if (memory.files().contains(file)) {
                        throw new LeewayException(file + " is there already");
                    }
                    super.file(file);
                }
            };
        }
    }

    static final class LosesParameters extends Memory {
        @Override
        protected Optional<Map<String, String>> keptParameters() {
            return Optional.of(Map.of("name", "maze"));
        }

        @Override
        Tracker open() {
            return new Forwarding(memory);
        }
    }

    static final class SortsTheValuesOfHistograms extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void histogram(String series, long step, String name, double[] values) {
                    Arrays.sort(values);
                    super.histogram(series, step, name, values);
                }
            };
        }
    }

    static final class KeepsTheFirstHistogramAlone extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void histogram(String series, long step, String name, double[] values) {
                    if (memory.histograms().isEmpty()) {
                        super.histogram(series, step, name, values);
                    }
                }
            };
        }
    }

    static final class SwapsColours extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void picture(String series, long step, String name, Image image) {
                    byte[] pixels = image.pixels().clone();
                    for (int i = 0; i < pixels.length; i += 3) {
                        byte red = pixels[i];
                        pixels[i] = pixels[i + 2];
                        pixels[i + 2] = red;
                    }
                    super.picture(series, step, name, new Image(image.width(), image.height(), pixels));
                }
            };
        }
    }

    static final class KeepsTheLatestFirst extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory);
        }

        @Override
        protected List<TrackedValue> kept() {
            List<TrackedValue> reversed = new ArrayList<>();
            super.kept().forEach(value -> reversed.add(0, value));
            return reversed;
        }
    }

    static final class Rounds extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    Map<String, Double> rounded = new HashMap<>();
                    metrics.forEach((name, value) -> rounded.put(name, Math.round(value * 100) / 100.0));
                    super.record(series, step, rounded);
                }
            };
        }
    }

    static final class FailsAtTheSecondClose extends Memory {
        @Override
        Tracker open() {
            return new Forwarding(memory) {
                @Override
                public void close() {
                    if (inner.closed()) {
                        throw new IllegalStateException("Closed already");
                    }
                    super.close();
                }
            };
        }
    }

    @Test
    void noticesEveryFault() {
        assertThat(Broken.promises(Sound.class)).isEmpty();
        assertThat(Broken.promises(RefusesNotANumber.class)).containsExactly("takesWhatIsNotFiniteAndKeepsTheRest");
        assertThat(Broken.promises(DropsACallThatIsNotFinite.class))
                .containsExactly("takesWhatIsNotFiniteAndKeepsTheRest");
        assertThat(Broken.promises(RefusesAnEarlierMoment.class))
                .containsExactlyInAnyOrder(
                        "keepsAMomentOnceThatComesAgainAlsoAfterLaterOnes", "aRunThatGoesOnRepeatsNothing");
        assertThat(Broken.promises(MixesSeries.class)).contains("keepsManySeriesApart");
        assertThat(Broken.promises(ReadsTheMetricsAtTheEnd.class))
                .containsExactlyInAnyOrder(
                        "readsTheMetricsDuringTheCallAndLeavesThemAsTheyAre", "keepsWhatWasFlushedWhateverHappensThen");
        assertThat(Broken.promises(KeepsTheFirstMetricOnly.class)).contains("keepsEveryMetricOfACall");
        assertThat(Broken.promises(OverwritesTheEarlierOne.class)).contains("goesOnWhereAnEarlierOneEnded");
        assertThat(Broken.promises(RepeatsWhatAnEarlierOneKept.class))
                .containsExactlyInAnyOrder(
                        "aRunThatGoesOnRepeatsNothing",
                        "keepsWhatWasFlushedWhateverHappensThen",
                        "keepsHistogramsOnceOrLeavesThem",
                        "keepsPicturesOnceOrLeavesThem");
        assertThat(Broken.promises(RepeatsAMoment.class))
                .contains("keepsAMomentOnceThatComesAgainAlsoAfterLaterOnes", "aRunThatGoesOnRepeatsNothing");
        assertThat(Broken.promises(RemembersOneStepForAllMetrics.class)).contains("aRunThatGoesOnRepeatsNothing");
        assertThat(Broken.promises(KeepsEverythingAtTheEnd.class))
                .containsExactly("keepsWhatWasFlushedWhateverHappensThen");
        assertThat(Broken.promises(RefusesToBeginAgain.class))
                .containsExactly("takesARunFromItsBeginningToEachOfItsEndings");
        assertThat(Broken.promises(RefusesAFileThatComesAgain.class))
                .containsExactly("takesARunFromItsBeginningToEachOfItsEndings");
        assertThat(Broken.promises(LosesParameters.class))
                .containsExactly("takesARunFromItsBeginningToEachOfItsEndings");
        assertThat(Broken.promises(SortsTheValuesOfHistograms.class))
                .containsExactly("keepsHistogramsOnceOrLeavesThem");
        assertThat(Broken.promises(KeepsTheFirstHistogramAlone.class))
                .containsExactly("keepsHistogramsOnceOrLeavesThem");
        assertThat(Broken.promises(SwapsColours.class)).containsExactly("keepsPicturesOnceOrLeavesThem");
        assertThat(Broken.promises(KeepsTheLatestFirst.class)).contains("keepsASeriesInTheOrderOfTheCalls");
        assertThat(Broken.promises(Rounds.class)).contains("keepsEveryMetricOfACall");
        assertThat(Broken.promises(FailsAtTheSecondClose.class)).containsExactly("closesAfterNothingAndTwice");
    }
}
