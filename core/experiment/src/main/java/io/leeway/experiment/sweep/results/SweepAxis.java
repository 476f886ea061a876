package io.leeway.experiment.sweep.results;

import java.util.List;

/**
 * An axis of a sweep: what is varied, and the values that it takes. Seeds are no axis.
 *
 * @param name what its columns are called, for example "guidance.coefficient"
 * @param values as texts, in the user's order: at least one, each once
 * @param role what two different values make different
 */
public record SweepAxis(String name, List<String> values, Role role) {
    /** What an axis varies. */
    public enum Role {
        /** What is compared: two values make two variants. */
        VARIANT,
        /** What it is compared on: two values make two tasks, over which a variant's scores are aggregated. */
        TASK
    }

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there is no value, or one is there twice
     */
    public SweepAxis {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("The axis '" + name + "' has no value");
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.indexOf(values.get(i)) != i) {
                throw new IllegalArgumentException("The axis '" + name + "' has '" + values.get(i) + "' twice");
            }
        }
    }

    /**
     * Returns an axis whose role its path tells: what lies below {@code environment} or {@code dataset} is the task's.
     */
    public static SweepAxis of(String name, String path, List<String> values) {
        boolean task = path.matches("(environment|dataset)([.\\[].*)?");
        return new SweepAxis(name, values, task ? Role.TASK : Role.VARIANT);
    }
}
