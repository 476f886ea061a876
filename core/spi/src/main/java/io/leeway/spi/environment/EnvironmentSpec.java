package io.leeway.spi.environment;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An environment's description.
 *
 * @param id the field's identifier with its version, such as {@code maze2d-umaze-v1}
 * @param observationSpace of a single environment
 * @param actionSpace of a single environment
 * @param maximumEpisodeSteps the time limit, or null where there is none
 * @param referenceScores what normalised scores are measured against, or null where there are none
 * @param settings what else its results depend on, such as the physics' parameters: shown beside every score
 */
public record EnvironmentSpec(
        String id,
        Space observationSpace,
        Space actionSpace,
        @Nullable Integer maximumEpisodeSteps,
        @Nullable ReferenceScores referenceScores,
        Map<String, String> settings) {

    /**
     * The returns that normalised scores of 0 and 100 stand for.
     *
     * @param random the return of a random policy
     * @param expert the return of an expert
     */
    public record ReferenceScores(double random, double expert) {
        /** Returns 100 · (episodeReturn − random) / (expert − random) (Fu et al. 2020). */
        public double normalize(double episodeReturn) {
            return 100 * (episodeReturn - random) / (expert - random);
        }
    }
}
