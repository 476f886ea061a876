package io.leeway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The trackers' contract notices what it is for. */
final class FaultyTrackerTest {
    /** A tracker that hands on to a sound one; each fault overrides what it does wrong. */
    private static class Forwarding implements Tracker {
        final MemoryTracker inner = new MemoryTracker();

        @Override
        public void record(String series, long step, Map<String, Double> metrics) {
            inner.record(series, step, metrics);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    /** The contract of a tracker in memory, with what a fault does to the values that are read back. */
    private abstract static class Memory extends TrackerContract {
        private final List<Forwarding> opened = new ArrayList<>();

        abstract Forwarding open();

        @Override
        protected Tracker tracker() {
            Forwarding tracker = open();
            opened.add(tracker);
            return tracker;
        }

        @Override
        protected List<TrackedValue> kept() {
            return kept(opened.stream().map(tracker -> tracker.inner.values()).toList());
        }

        List<TrackedValue> kept(List<List<TrackedValue>> ofEach) {
            return ofEach.stream().flatMap(List::stream).toList();
        }
    }

    static final class Sound extends Memory {
        @Override
        Forwarding open() {
            return new Forwarding();
        }
    }

    static final class RefusesNotANumber extends Memory {
        @Override
        Forwarding open() {
            return new Forwarding() {
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
        Forwarding open() {
            return new Forwarding() {
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
        Forwarding open() {
            return new Forwarding() {
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
        Forwarding open() {
            return new Forwarding() {
                @Override
                public void record(String series, long step, Map<String, Double> metrics) {
                    super.record(series.replace("/agent", ""), step, metrics);
                }
            };
        }
    }

    static final class ReadsTheMetricsAtTheEnd extends Memory {
        @Override
        Forwarding open() {
            return new Forwarding() {
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
        Forwarding open() {
            return new Forwarding() {
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
        @Override
        Forwarding open() {
            return new Forwarding();
        }

        @Override
        List<TrackedValue> kept(List<List<TrackedValue>> ofEach) {
            return ofEach.get(ofEach.size() - 1);
        }
    }

    static final class KeepsTheLatestFirst extends Memory {
        @Override
        Forwarding open() {
            return new Forwarding();
        }

        @Override
        List<TrackedValue> kept(List<List<TrackedValue>> ofEach) {
            List<TrackedValue> reversed = new ArrayList<>();
            super.kept(ofEach).forEach(value -> reversed.add(0, value));
            return reversed;
        }
    }

    static final class Rounds extends Memory {
        @Override
        Forwarding open() {
            return new Forwarding() {
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
        Forwarding open() {
            return new Forwarding() {
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
                .containsExactly("takesTheSameMomentAgainAndAnEarlierOne");
        assertThat(Broken.promises(MixesSeries.class)).contains("keepsManySeriesApart");
        assertThat(Broken.promises(ReadsTheMetricsAtTheEnd.class))
                .containsExactly("readsTheMetricsDuringTheCallAndLeavesThemAsTheyAre");
        assertThat(Broken.promises(KeepsTheFirstMetricOnly.class)).contains("keepsEveryMetricOfACall");
        assertThat(Broken.promises(OverwritesTheEarlierOne.class)).contains("goesOnWhereAnEarlierOneEnded");
        assertThat(Broken.promises(KeepsTheLatestFirst.class)).contains("keepsASeriesInTheOrderOfTheCalls");
        assertThat(Broken.promises(Rounds.class)).contains("keepsEveryMetricOfACall");
        assertThat(Broken.promises(FailsAtTheSecondClose.class)).containsExactly("closesAfterNothingAndTwice");
    }
}
