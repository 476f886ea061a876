package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.artifact.Timings;
import io.leeway.report.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one entry of {@code experience} over its seeds.
 *
 * @param entry its name
 * @param agents the figures of its agents, one a seed
 * @param transitionsPerSecond synthetic transitions made a second, NaN where none were made; differs from run to run
 */
public record Outcome(String entry, List<AgentFigures> agents, double transitionsPerSecond) {
    /** Gathers the finished agents of an entry. */
    public static Outcome of(String entry, List<AgentArtifact> artifacts) {
        double transitions = 0;
        double seconds = 0;
        for (AgentArtifact agent : artifacts) {
            Timings timings = agent.record().timings();
            transitions += timings.get(Timings.GENERATED_TRANSITIONS);
            seconds += timings.get(Timings.GENERATION_SECONDS);
        }
        return new Outcome(
                entry,
                artifacts.stream().map(AgentArtifact::figures).toList(),
                transitions == 0 ? Double.NaN : transitions / seconds);
    }

    /** Returns the figures that there are, by snake_case name: one value a seed. */
    public Map<String, List<Double>> figures() {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        agents.forEach(
                agent -> agent.named().forEach((name, value) -> figures.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(value)));
        return figures;
    }

    /** Returns the mean over seeds with its standard error, or why there is none. */
    Cell cell(Function<AgentFigures, @Nullable Double> figure, String reason) {
        double[] values = agents.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        return values.length == 0 ? Cell.missing(reason) : Cell.mean(values);
    }

    /** Returns the outcome for a script: each figure's mean, standard error and values by seed. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("experience", entry);
        figures().forEach((name, values) -> {
            Cell cell =
                    Cell.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
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
