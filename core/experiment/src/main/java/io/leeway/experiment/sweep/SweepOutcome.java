package io.leeway.experiment.sweep;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What became of a sweep.
 *
 * @param plan what it was
 * @param folder the sweep's
 * @param errors of what failed or was left out, by what an engine calls it
 * @param ended what an engine did to its end
 */
public record SweepOutcome(SweepPlan plan, Path folder, Map<String, String> errors, Set<String> ended) {
    /** Returns the jobs that failed, with why. */
    public Map<SweepPlan.Planned, String> failed() {
        Map<SweepPlan.Planned, String> failed = new LinkedHashMap<>();
        for (SweepPlan.Planned job : plan.jobs()) {
            String error = errors.get(SweepRunner.runTask(job.folder()));
            if (error != null) {
                failed.put(job, error);
            }
        }
        return failed;
    }
}
