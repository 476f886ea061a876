package io.leeway.diffusion.experience;

import io.leeway.spi.Configured;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.ExperienceSourceContract;
import java.util.List;

final class MixtureExperienceTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        return Sources.mixture(
                new MixtureExperienceConfig(List.of(
                        part(1, "real", new RealExperience.Config()),
                        part(2, "diffusion", new DiffusionExperienceConfig(20, 1000, 0, Sources.GUIDED)),
                        part(1, "diffusion", new DiffusionExperienceConfig(20, 500, 0, Sources.UNGUIDED)))),
                dataset,
                random);
    }

    private static MixtureExperienceConfig.Part part(double weight, String type, Record configuration) {
        return new MixtureExperienceConfig.Part(weight, new Configured<>(ExperienceSource.class, type, configuration));
    }
}
