package io.leeway.spi;

import java.util.Arrays;
import java.util.Map;

/** A subject of {@code leeway bench}: how a user learns what to expect of a machine. */
public interface Benchmark {
    /**
     * Measures, warmed up and repeated, for tens of seconds at most.
     *
     * @return figures by snake_case name with the unit at the end ({@code steps_per_s}), in the order to show them;
     *     values are numbers, strings or booleans, or numbers by the names of what was measured
     */
    Map<String, Object> run(Progress progress);

    /**
     * Returns the middle value, the upper of two.
     *
     * @param values at least one, which stay in their order
     */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
