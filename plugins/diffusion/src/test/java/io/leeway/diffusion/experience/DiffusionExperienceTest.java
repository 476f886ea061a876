package io.leeway.diffusion.experience;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.ExperienceSourceContract;

final class DiffusionExperienceTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        return Sources.diffusion(new DiffusionExperienceConfig(40, 1000, 0.0625, Sources.GUIDED), dataset, random);
    }
}
