package io.leeway.experiment.sweep.results;

import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import org.jspecify.annotations.Nullable;

/**
 * What an agent was trained and evaluated on.
 *
 * @param environment its id with its version, for example "maze2d-umaze-v1"; empty where agents are not evaluated
 * @param dataset what tells the dataset from the others of the sweep, for example "D4RL/pointmaze/umaze-v2"
 * @param referenceScores the returns of scores 0 and 100; null where the environment has none
 */
public record SweepTask(
        String environment, String dataset, @Nullable ReferenceScores referenceScores) {
    /** Returns the normalised score of a return, or the return itself where there are no references. */
    public double score(double undiscountedReturn) {
        return referenceScores == null ? undiscountedReturn : referenceScores.normalize(undiscountedReturn);
    }

    /** Returns whether scores are normalised. */
    public boolean normalized() {
        return referenceScores != null;
    }
}
