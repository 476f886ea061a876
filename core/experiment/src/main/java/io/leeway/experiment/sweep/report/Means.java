package io.leeway.experiment.sweep.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Means over agents of what they have. */
final class Means {
    private Means() {}

    /** Returns the mean of the values that there are; NaN where there is none. */
    static double over(List<Agent> agents, ToDoubleFunction<Agent> value) {
        return agents.stream()
                .mapToDouble(value)
                .filter(each -> !Double.isNaN(each))
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the mean of a figure. */
    static double figure(List<Agent> agents, String name) {
        return over(agents, agent -> agent.result().figures().getOrDefault(name, Double.NaN));
    }

    /** Returns the mean of a timing. */
    static double timing(List<Agent> agents, String name) {
        return over(agents, agent -> agent.result().timings().getOrDefault(name, Double.NaN));
    }
}
