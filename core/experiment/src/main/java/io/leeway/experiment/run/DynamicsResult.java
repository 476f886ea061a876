package io.leeway.experiment.run;

import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Models of the dynamics that were trained.
 *
 * @param directory the run's folder
 * @param models one for each seed
 * @param notes what of the data was not learned from, or decided where it does not say
 */
public record DynamicsResult(Path directory, List<Trained> models, List<String> notes) {
    /**
     * One model.
     *
     * @param seed what it was trained with
     * @param folder where it is
     * @param reused whether it was there already
     * @param updates how many updates it had
     * @param metrics the last ones of its training: {@code loss} and what else it measures
     * @param facts what it learned from, and how good it is on what was held out
     * @param rowsPerSecond how fast it learned
     */
    public record Trained(
            long seed,
            Path folder,
            boolean reused,
            long updates,
            Map<String, Double> metrics,
            DynamicsArtifact.Facts facts,
            double rowsPerSecond) {
        static Trained of(long seed, DynamicsArtifact artifact, boolean reused) {
            List<MetricLog.Entry> updates = artifact.record().log().entries().stream()
                    .filter(entry -> entry.event().equals("update"))
                    .toList();
            MetricLog.Entry last = updates.get(updates.size() - 1);
            return new Trained(
                    seed,
                    artifact.weights(),
                    reused,
                    last.step(),
                    last.metrics(),
                    artifact.facts(),
                    artifact.rowsPerSecond());
        }

        /** Returns it for a script. */
        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("seed", seed);
            tree.put("folder", folder.toString());
            tree.put("reused", reused);
            tree.put("updates", updates);
            tree.put("members", facts.members());
            tree.put("training_rows", facts.trainingRows());
            tree.put("held_out_rows", facts.heldOutRows());
            tree.putAll(metrics);
            DynamicsQuality quality = facts.quality();
            if (quality != null) {
                tree.putAll(quality.figures());
                tree.put("columns", quality.columns().stream().map(Json::tree).toList());
            }
            StepErrors steps = facts.steps();
            if (steps != null) {
                tree.put("step_errors", Json.tree(steps));
            }
            tree.put("rows_per_s", rowsPerSecond);
            return tree;
        }
    }

    /** Returns the result for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("directory", directory.toString());
        tree.put("notes", notes);
        tree.put("dynamics", models.stream().map(Trained::tree).toList());
        return tree;
    }
}
