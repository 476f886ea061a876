package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.ExperienceSourceContract;

/** With one refresh retained, since the contract's sources forget what they made before. */
final class WorldModelContractTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        WorldModelConfig config = Models.config(4, 60, 1, PenaltyKind.MOPO);
        return new WorldModelExperience(config, dataset, Models.walk(3, 2, 0.1), null, random, Progress.NONE);
    }
}
