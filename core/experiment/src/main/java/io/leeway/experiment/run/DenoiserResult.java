package io.leeway.experiment.run;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.MetricLog;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Denoisers that were trained.
 *
 * @param directory the run's folder
 * @param denoisers one for each seed
 * @param notes what of the data was not learned from, or decided where it does not say
 */
public record DenoiserResult(Path directory, List<Trained> denoisers, List<String> notes) {
    /**
     * One denoiser.
     *
     * @param seed what it was trained with
     * @param folder where it is
     * @param reused whether it was there already
     * @param updates how many updates it had
     * @param trainingWindows how many windows it learned from
     * @param heldOutWindows how many windows its held-out loss is of
     * @param metrics the last ones: {@code loss}, {@code held_out_loss} and what else it measures
     * @param windowsPerSecond how fast it learned
     */
    public record Trained(
            long seed,
            Path folder,
            boolean reused,
            long updates,
            long trainingWindows,
            long heldOutWindows,
            Map<String, Double> metrics,
            double windowsPerSecond) {
        static Trained of(long seed, DenoiserArtifact artifact, boolean reused) {
            List<MetricLog.Entry> entries = artifact.record().log().entries();
            MetricLog.Entry last = entries.get(entries.size() - 1);
            DenoiserArtifact.Facts facts = artifact.facts();
            return new Trained(
                    seed,
                    artifact.weights(),
                    reused,
                    last.step(),
                    facts.trainingWindows(),
                    facts.heldOutWindows(),
                    last.metrics(),
                    artifact.windowsPerSecond());
        }

        /** Returns it for a script. */
        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("seed", seed);
            tree.put("folder", folder.toString());
            tree.put("reused", reused);
            tree.put("updates", updates);
            tree.put("training_windows", trainingWindows);
            tree.put("held_out_windows", heldOutWindows);
            tree.putAll(metrics);
            tree.put("windows_per_s", windowsPerSecond);
            return tree;
        }
    }

    /** Returns the result for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("directory", directory.toString());
        tree.put("notes", notes);
        tree.put("denoisers", denoisers.stream().map(Trained::tree).toList());
        return tree;
    }
}
