package io.leeway.experiment.sweep.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The tasks over which scores are aggregated.
 *
 * @param name for example "all tasks"
 * @param tasks their names
 */
record Scope(String name, List<String> tasks) {
    private static final String ALL = "all tasks";

    /** Returns all tasks together, where there are several whose scores are normalised, and then each by itself. */
    static List<Scope> of(Agents agents) {
        List<Scope> scopes = new ArrayList<>();
        if (agents.tasks().size() > 1 && agents.normalized()) {
            scopes.add(new Scope(ALL, agents.tasks()));
        }
        agents.tasks().forEach(task -> scopes.add(new Scope(task, List.of(task))));
        return scopes;
    }
}
