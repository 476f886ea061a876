package io.leeway.experiment.sweep.results;

import io.leeway.report.Point;
import io.leeway.spi.environment.PlanarMap;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of {@code experience} came to in one job: an agent, its evaluations and its figures.
 *
 * @param entry its name
 * @param task what the agent was trained and evaluated on
 * @param curve its evaluations by ascending updates, the last one included; empty where it was not evaluated
 * @param returns of the episodes of the last evaluation, undiscounted; empty where they are not known
 * @param figures what every run of the seed repeats, by snake_case name as an agent's figures have them: "return",
 *     "normalized_score", "dynamics_error", "network_evaluations" and so on; only those that there are
 * @param timings what differs from run to run, by snake_case name: "seconds", "transitions_per_second" and so on
 * @param artifact what the store calls the agent: entries of two jobs with one artifact are one agent
 * @param folder of the run that has the agent, or null
 * @param picture its trajectories on the environment's map, or null where there is no map or none were kept
 */
public record EntryResult(
        String entry,
        SweepTask task,
        List<Evaluation> curve,
        List<Double> returns,
        Map<String, Double> figures,
        Map<String, Double> timings,
        String artifact,
        @Nullable Path folder,
        @Nullable Picture picture) {
    /**
     * An evaluation.
     *
     * @param updates of the agent before it
     * @param undiscountedReturn the mean over its episodes
     */
    public record Evaluation(long updates, double undiscountedReturn) {}

    /**
     * Trajectories on a map.
     *
     * @param map of the environment
     * @param paths gives the positions, a few dozen paths; asked for only where the report shows them
     */
    public record Picture(PlanarMap map, Supplier<List<List<Point>>> paths) {}

    /** Copies the collections. */
    public EntryResult {
        curve = List.copyOf(curve);
        returns = List.copyOf(returns);
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        timings = Collections.unmodifiableMap(new LinkedHashMap<>(timings));
    }

    /** Returns the score of the last evaluation: normalised where there are references, or else the return; or null. */
    public @Nullable Double score() {
        Double normalized = figures.get("normalized_score");
        Double undiscounted = figures.get("return");
        if (normalized != null || undiscounted == null) {
            return normalized;
        }
        return task.score(undiscounted);
    }
}
