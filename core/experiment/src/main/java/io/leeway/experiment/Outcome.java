package io.leeway.experiment;

import io.leeway.report.Cell;
import io.leeway.wiring.file.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one entry of {@code experience} came to, over its seeds.
 *
 * @param entry its name
 * @param figures one value a seed, by name: {@code return}, {@code normalized_score} where there are reference scores,
 *     {@code dynamics_error} where there is an oracle, {@code policy_log_likelihood}, {@code wasserstein},
 *     {@code network_evaluations} where a denoiser was called
 * @param transitionsPerSecond synthetic transitions made a second, NaN where none were made; differs from run to run
 */
public record Outcome(String entry, Map<String, List<Double>> figures, double transitionsPerSecond) {
    /** Gathers the finished agents of an entry. */
    static Outcome of(String entry, List<Artifact> agents) {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        double transitions = 0;
        double seconds = 0;
        for (Artifact agent : agents) {
            Json.read(agent.resolve("summary.json")).forEach((name, value) -> {
                if (value instanceof Number number) {
                    figures.computeIfAbsent(name, any -> new ArrayList<>()).add(number.doubleValue());
                }
            });
            Timings timings = new Timings();
            timings.read(agent.resolve("timings.json"));
            transitions += timings.get("generated_transitions");
            seconds += timings.get("generation_seconds");
        }
        return new Outcome(entry, figures, transitions == 0 ? Double.NaN : transitions / seconds);
    }

    /** Returns the mean over seeds with its standard error, or why there is none. */
    Cell cell(String figure, String reason) {
        List<Double> values = figures.get(figure);
        return values == null
                ? Cell.missing(reason)
                : Cell.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns the outcome for a script: each figure's mean, standard error and values by seed. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experience", entry);
        figures.forEach((name, values) -> {
            Cell cell = cell(name, "");
            Map<String, Object> figure = new LinkedHashMap<>();
            putFinite(figure, "mean", cell.value());
            putFinite(figure, "standard_error", cell.standardError());
            figure.put("values", values);
            tree.put(name, figure);
        });
        putFinite(tree, "transitions_per_s", transitionsPerSecond);
        return tree;
    }

    private static void putFinite(Map<String, Object> tree, String name, double value) {
        if (Double.isFinite(value)) {
            tree.put(name, value);
        }
    }
}
