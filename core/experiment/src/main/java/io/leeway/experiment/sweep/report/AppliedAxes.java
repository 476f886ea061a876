package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepResults;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The axes that change the agents of an entry of {@code experience}. One that never does, such as a coefficient of
 * guidance for an entry of real data, makes no variants of it: its jobs have the same artifact.
 */
final class AppliedAxes {
    private final SweepResults results;
    private final Map<String, Set<String>> byEntry = new LinkedHashMap<>();

    AppliedAxes(SweepResults results) {
        this.results = results;
        for (JobResult job : results.jobs()) {
            job.entries().forEach(entry -> byEntry.computeIfAbsent(entry.entry(), this::applied));
        }
    }

    /** Returns the names of the axes that change an entry's agents. */
    Set<String> of(String entry) {
        return byEntry.getOrDefault(entry, Set.of());
    }

    private Set<String> applied(String entry) {
        Set<String> applied = new LinkedHashSet<>();
        for (SweepAxis axis : results.axes()) {
            if (applies(axis.name(), entry)) {
                applied.add(axis.name());
            }
        }
        return applied;
    }

    /** Returns whether two jobs that differ by their value of the axis have two agents, or none do so differ. */
    private boolean applies(String axis, String entry) {
        Map<List<Object>, Set<String>> agents = new HashMap<>();
        boolean varied = false;
        for (JobResult job : results.jobs()) {
            for (EntryResult result : job.entries()) {
                if (result.entry().equals(entry)) {
                    Map<String, String> rest = new HashMap<>(job.point());
                    rest.remove(axis);
                    Set<String> same = agents.computeIfAbsent(List.of(rest, job.seed()), any -> new LinkedHashSet<>());
                    varied |= !same.isEmpty();
                    same.add(result.artifact());
                    if (same.size() > 1) {
                        return true;
                    }
                }
            }
        }
        return !varied;
    }
}
