package io.leeway.diffusion.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
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
        return new RealExperience(new RealExperience.Config(TimeLimitRule.GOES_ON), dataset);
    }

    @Test
    void drawsEveryTransitionWholeAndAboutEquallyOften() {
        Dataset dataset = new DatasetBuilder(1, 1)
                .episode(new float[] {0, 1, 2, 3}, new float[] {0, 0.1f, 0.2f}, new float[] {10, 11, 12}, true)
                .episode(new float[] {5, 6}, new float[] {0.5f}, new float[] {15}, false)
                .build();
        Transitions batch = Transitions.zeros(1, 1, 4000);
        new RealExperience(new RealExperience.Config(TimeLimitRule.GOES_ON), dataset)
                .sample(RandomSource.of(1), batch, 0, 4000);
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

    @Test
    void countsTheLastStepBeforeATimeLimitAsItIsTold() {
        Dataset dataset = new DatasetBuilder(1, 1)
                .episode(new float[] {0, 1, 2}, new float[] {0.1f, 0.2f}, new float[2], true)
                .episode(new float[] {5, 6, 7}, new float[] {0.5f, 0.6f}, new float[2], false)
                .build();
        assertThat(TimeLimitRule.GOES_ON.apply(dataset).observations()).containsExactly(0, 1, 5, 6);
        assertThat(TimeLimitRule.GOES_ON.apply(dataset).terminals()).containsExactly(0, 1, 0, 0);
        assertThat(TimeLimitRule.ENDS.apply(dataset).observations()).containsExactly(0, 1, 5, 6);
        assertThat(TimeLimitRule.ENDS.apply(dataset).terminals()).containsExactly(0, 1, 0, 1);
        assertThat(TimeLimitRule.LEFT_OUT.apply(dataset).observations()).containsExactly(0, 1, 5);
        assertThat(TimeLimitRule.LEFT_OUT.apply(dataset).terminals()).containsExactly(0, 1, 0);
        assertThat(TimeLimitRule.GOES_ON.apply(dataset).followed()).containsExactly(1, 0, 1, 0);
        assertThat(TimeLimitRule.ENDS.apply(dataset).followed()).containsExactly(1, 0, 1, 0);
        assertThat(TimeLimitRule.LEFT_OUT.apply(dataset).followed()).containsExactly(1, 0, 1);
        assertThat(TimeLimitRule.LEFT_OUT.apply(dataset).nextActions())
                .as("the last that is kept is followed by the one left out")
                .containsExactly(0.2f, 0, 0.6f);
    }

    @Test
    void saysWhenATimeLimitLeavesNothing() {
        Dataset single = new DatasetBuilder(1, 1)
                .episode(new float[] {0, 1}, new float[1], new float[1], false)
                .build();
        assertThatThrownBy(() -> new RealExperience(new RealExperience.Config(TimeLimitRule.LEFT_OUT), single))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("goes-on");
    }
}
