package io.leeway.testkit.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;

final class FixedExperienceTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        return new FixedExperience(dataset.transitions());
    }
}
