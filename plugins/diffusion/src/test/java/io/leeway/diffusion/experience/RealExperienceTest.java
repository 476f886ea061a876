package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.testkit.DatasetBuilder;
import io.leeway.testkit.agent.ExperienceSourceContract;
import org.junit.jupiter.api.Test;

final class RealExperienceTest extends ExperienceSourceContract {
    @Override
    protected ExperienceSource source(Task task, Dataset dataset, RandomSource random) {
        return new RealExperience(dataset);
    }

    @Test
    void drawsEveryTransitionWholeAndAboutEquallyOften() {
        Dataset dataset = new DatasetBuilder(1, 1)
                .episode(new float[] {0, 1, 2, 3}, new float[] {0, 0.1f, 0.2f}, new float[] {10, 11, 12}, true)
                .episode(new float[] {5, 6}, new float[] {0.5f}, new float[] {15}, false)
                .build();
        Transitions batch = Transitions.zeros(1, 1, 4000);
        new RealExperience(dataset).sample(RandomSource.of(1), batch, 0, 4000);
        int[] drawn = new int[6];
        for (int row = 0; row < 4000; row++) {
            int state = Math.round(batch.observations()[row]);
            drawn[state]++;
            assertThat(batch.actions()[row]).isEqualTo(state / 10f);
            assertThat(batch.rewards()[row]).isEqualTo(10 + state);
            assertThat(batch.nextObservations()[row]).isEqualTo(state + 1);
            assertThat(batch.terminals()[row]).isEqualTo(state == 2 ? 1 : 0);
        }
        for (int state : new int[] {0, 1, 2, 5}) {
            assertThat(drawn[state]).isBetween(880, 1120);
        }
    }
}
