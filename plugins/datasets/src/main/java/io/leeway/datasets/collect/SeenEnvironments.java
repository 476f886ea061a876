package io.leeway.datasets.collect;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Optional;

/**
 * Environments as behaviours see them: their observation space is the flat box of what they are shown.
 *
 * @param original the environments that are played in
 * @param spec that of the original, but for the observation space
 */
record SeenEnvironments(Environments original, EnvironmentSpec spec) implements Environments {
    /** Returns the environments with a flat observation space; themselves where it is one already. */
    static Environments of(Environments original) {
        EnvironmentSpec spec = original.spec();
        boolean flat = spec.observationSpace() instanceof Space.Box box
                && box.type().isReal()
                && box.shape().size() == 1;
        return flat
                ? original
                : new SeenEnvironments(
                        original,
                        new EnvironmentSpec(
                                spec.id(),
                                spec.observationSpace().flat(),
                                spec.actionSpace(),
                                spec.maximumEpisodeSteps(),
                                spec.referenceScores(),
                                spec.settings()));
    }

    /** Fails: a behaviour is shown observations, and makes none. */
    @Override
    public VectorEnvironment make(VectorOptions options) {
        throw new UnsupportedOperationException("Behaviours play in environments that are made for them");
    }

    @Override
    public Optional<PlanarMap> map() {
        return original.map();
    }
}
