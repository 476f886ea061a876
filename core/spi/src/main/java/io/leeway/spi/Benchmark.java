package io.leeway.spi;

import java.util.Map;

/** A subject of {@code leeway bench}: how a user learns what to expect of a machine. */
public interface Benchmark {
    /**
     * Measures, warmed up and repeated, for tens of seconds at most.
     *
     * @return figures by snake_case name with the unit at the end ({@code steps_per_s}), in the order to show them;
     *     values are numbers, strings or booleans
     */
    Map<String, Object> run(Progress progress);
}
