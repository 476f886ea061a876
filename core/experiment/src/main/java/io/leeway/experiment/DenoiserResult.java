package io.leeway.experiment;

import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Denoisers that were trained.
 *
 * @param directory the run's folder
 * @param denoisers one for each seed
 */
public record DenoiserResult(Path directory, List<Trained> denoisers) {
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
        static Trained of(long seed, Artifact artifact) {
            MetricLog log = new MetricLog(entry -> {});
            log.read(artifact.resolve("metrics.jsonl"));
            MetricLog.Entry last = log.entries().get(log.entries().size() - 1);
            Timings timings = new Timings();
            timings.read(artifact.resolve("timings.json"));
            Map<String, Object> facts = Json.read(artifact.resolve("facts.json"));
            return new Trained(
                    seed,
                    artifact.resolve("denoiser"),
                    artifact.reused(),
                    last.step(),
                    count(facts, "training_windows"),
                    count(facts, "held_out_windows"),
                    last.metrics(),
                    timings.get("training_windows_per_second"));
        }

        private static long count(Map<String, Object> facts, String name) {
            return facts.get(name) instanceof Number number ? number.longValue() : 0;
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
        tree.put("denoisers", denoisers.stream().map(Trained::tree).toList());
        return tree;
    }
}
