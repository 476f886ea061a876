package io.leeway.dashboard.watch;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.run.RunDirectory;
import io.leeway.report.Cell;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The figures of the agents that a run has so far.
 *
 * @param entries by entry of {@code experience} and name of a figure, one value for each seed that has it
 */
record Figures(Map<String, Map<String, List<Double>>> entries) {
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_AGENTS = 400;
    private static final NumberStyle STYLE = NumberStyle.significant(4);

    /** Reads what is there; an agent that is not within the folder of runs, or damaged, has no figures. */
    static Figures read(Path run, Tree configuration, List<Object> seeds) {
        Map<String, Map<String, List<Double>>> entries = new LinkedHashMap<>();
        int agents = 0;
        for (String entry : configuration.tree("experience").root().keySet()) {
            Map<String, List<Double>> named = new LinkedHashMap<>();
            for (Object seed : seeds) {
                if (seed instanceof Number number && agents++ < MOST_AGENTS) {
                    String name = AgentArtifact.name(entry, number.longValue());
                    of(run, name).forEach((figure, value) -> named.computeIfAbsent(figure, any -> new ArrayList<>())
                            .add(value));
                }
            }
            entries.put(entry, named);
        }
        return new Figures(entries);
    }

    private static Map<String, Double> of(Path run, String name) {
        Map<String, Double> figures = new LinkedHashMap<>();
        try {
            Path summary = run.resolve(RunDirectory.CHECKPOINTS).resolve(name).resolve("summary.json");
            Path real = summary.toRealPath();
            if (!real.startsWith(run.toRealPath().getParent())) {
                return Map.of();
            }
            Tree.read(real, MOST_BYTES).root().forEach((figure, value) -> {
                if (value instanceof Number number) {
                    figures.put(figure, number.doubleValue());
                }
            });
        } catch (IOException | LeewayException | java.nio.file.InvalidPathException missing) {
            return Map.of();
        }
        return figures;
    }

    /** Returns the main figure of each entry: of normalised scores where there are any, else of returns. */
    List<Map<String, Object>> main() {
        List<Map<String, Object>> main = new ArrayList<>();
        entries.forEach((entry, named) -> {
            String name = named.containsKey("normalized_score") ? "normalized_score" : "return";
            List<Double> values = named.get(name);
            if (values != null) {
                Cell cell = cell(values);
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("entry", entry);
                tree.put("name", name);
                tree.put("value", cell.value());
                tree.put("error", cell.hasError() ? cell.standardError() : null);
                tree.put(
                        "text",
                        STYLE.value(cell.value())
                                + (cell.hasError() ? " ± " + STYLE.error(cell.value(), cell.standardError()) : ""));
                main.add(tree);
            }
        });
        return main;
    }

    /**
     * Returns them as a table.
     *
     * @param finished whether there will be no others
     */
    ResultTable table(int seeds, boolean finished) {
        Set<String> names = new LinkedHashSet<>();
        entries.values().forEach(named -> names.addAll(named.keySet()));
        return new ResultTable(
                finished ? "Results" : "Results so far",
                seeds == 1
                        ? "One seed: there is no standard error."
                        : "Mean ± standard error over the seeds that have it.",
                "Experience",
                names.stream()
                        .map(name -> Column.of(words(name), null, STYLE, better(name), explanation(name)))
                        .toList(),
                entries.entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty())
                        .map(entry -> new ResultTable.Row(
                                entry.getKey(),
                                names.stream()
                                        .map(name -> entry.getValue().get(name))
                                        .map(values ->
                                                values == null ? Cell.missing("there is none yet") : cell(values))
                                        .toList()))
                        .toList());
    }

    private static Cell cell(List<Double> values) {
        return Cell.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static String explanation(String name) {
        return switch (name) {
            case "return" -> "Mean undiscounted return of the last evaluation";
            case "normalized_score" -> "100 · (return − random) / (expert − random) of the last evaluation";
            case "dynamics_error" -> "Mean squared error of next observations, in units of the data's variance";
            case "policy_log_likelihood" -> "Mean log π(a|s) under the agent's final policy";
            case "network_evaluations" -> "Denoiser evaluations for each generated trajectory";
            default -> "Of the transitions of the last refresh, or of real ones";
        };
    }

    private static Better better(String name) {
        return switch (name) {
            case "return", "normalized_score", "policy_log_likelihood" -> Better.HIGHER;
            case "dynamics_error" -> Better.LOWER;
            default -> Better.NEITHER;
        };
    }

    /** Returns the name of a figure or metric as a heading has it. */
    static String words(String name) {
        String words = name.replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    boolean isEmpty() {
        return entries.values().stream().allMatch(Map::isEmpty);
    }
}
