package io.leeway.experiment.dynamics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How good a model of the dynamics is on transitions that it did not learn from.
 *
 * @param rows how many transitions were measured; no terminal ones, whose next observation is meaningless
 * @param columns each of an observation, and then the reward
 * @param negativeLogLikelihood of a next observation and reward under the members' mixture, a mean over transitions, in
 *     nats, with columns in units of their standard deviations
 */
public record DynamicsQuality(int rows, List<ColumnQuality> columns, double negativeLogLikelihood) {
    /** Makes the list unmodifiable. */
    public DynamicsQuality {
        columns = List.copyOf(columns);
    }

    /** Returns the figures over all columns that vary, by snake_case name. */
    public Map<String, Double> figures() {
        List<ColumnQuality> observation = columns.subList(0, columns.size() - 1);
        Map<String, Double> figures = new LinkedHashMap<>();
        put(figures, "held_out_error", observation, ColumnQuality::error);
        put(
                figures,
                "held_out_reward_error",
                columns.subList(columns.size() - 1, columns.size()),
                ColumnQuality::error);
        put(figures, "coverage_50", columns, ColumnQuality::coverage50);
        put(figures, "coverage_90", columns, ColumnQuality::coverage90);
        figures.put("negative_log_likelihood", negativeLogLikelihood);
        return figures;
    }

    private static void put(
            Map<String, Double> figures,
            String name,
            List<ColumnQuality> columns,
            ToDoubleFunction<ColumnQuality> figure) {
        columns.stream()
                .filter(ColumnQuality::varies)
                .mapToDouble(figure)
                .average()
                .ifPresent(mean -> figures.put(name, mean));
    }
}
