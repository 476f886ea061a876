package io.leeway.cli.progress;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rate of work over the last quarter of a minute. The first report only sets the start: it may stand for what an
 * earlier run had done already.
 */
final class Rate {
    private static final long WINDOW_NANOS = Duration.ofSeconds(15).toNanos();

    private final Deque<long[]> samples = new ArrayDeque<>();

    /** Notes how much is done by now. */
    void note(long nanos, long done) {
        samples.addLast(new long[] {nanos, done});
        while (samples.size() > 2 && nanos - samples.getFirst()[0] > WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    /** Returns units a second, once two reports have come. */
    OptionalDouble perSecond() {
        if (samples.size() < 2 || samples.getLast()[0] == samples.getFirst()[0]) {
            return OptionalDouble.empty();
        }
        double seconds = (samples.getLast()[0] - samples.getFirst()[0]) * 1e-9;
        return OptionalDouble.of((samples.getLast()[1] - samples.getFirst()[1]) / seconds);
    }

    /** Returns how long the rest will take at this rate. */
    Optional<Duration> remaining(long total) {
        OptionalDouble rate = perSecond();
        if (rate.isEmpty() || rate.getAsDouble() <= 0 || samples.getLast()[1] > total) {
            return Optional.empty();
        }
        double seconds = (total - samples.getLast()[1]) / rate.getAsDouble();
        return Optional.of(Duration.ofMillis((long) (1000 * seconds)));
    }
}
