package io.leeway.experiment.artifact;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leeway.environment.evaluation.Quality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a trained agent.
 *
 * @param undiscountedReturn the mean of its last evaluation; null where it was not evaluated
 * @param normalizedScore the same as a score; null where there are no reference scores
 * @param returns of the evaluation's episodes; null where it was not evaluated
 * @param quality of the transitions of its last refresh, or else of real ones
 * @param networkEvaluations denoiser evaluations for each generated trajectory; null where none was generated
 */
public record AgentFigures(
        @JsonProperty("return") @Nullable Double undiscountedReturn,
        @Nullable Double normalizedScore,
        @Nullable List<Double> returns,
        @JsonUnwrapped Quality quality,
        @Nullable Double networkEvaluations) {
    /** What the returns of an evaluation are called. */
    public static final String RETURNS = "returns";

    /** Returns the single figures that there are, by snake_case name. */
    public Map<String, Double> named() {
        Map<String, Double> named = new LinkedHashMap<>();
        put(named, "return", undiscountedReturn);
        put(named, "normalized_score", normalizedScore);
        named.putAll(quality.figures());
        put(named, "network_evaluations", networkEvaluations);
        return named;
    }

    private static void put(Map<String, Double> named, String name, @Nullable Double figure) {
        if (figure != null) {
            named.put(name, figure);
        }
    }
}
