package io.leeway.experiment.graph;

import io.leeway.experiment.stage.Seed;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.ReturnEstimator;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Guidance;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.wiring.inject.Streams;
import io.leeway.wiring.keys.KebabCase;
import java.util.Map;

/**
 * The random streams of a seed's components: one for each kind.
 *
 * @param seed what they are derived from
 */
record SeedStreams(Seed seed) implements Streams {
    private static final Map<Class<?>, String> NAMES = Map.of(
            DatasetSource.class, "dataset",
            Denoiser.class, "denoiser",
            Agent.class, "agent",
            ExperienceSource.class, "experience",
            Sampler.class, "sampler",
            Guidance.class, "guidance",
            ReturnEstimator.class, "estimation");

    @Override
    public RandomSource of(Class<?> kind) {
        String name = NAMES.get(kind);
        return seed.stream(name == null ? KebabCase.ofKind(kind) : name);
    }
}
