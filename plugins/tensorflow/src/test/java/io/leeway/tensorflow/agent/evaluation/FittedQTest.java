package io.leeway.tensorflow.agent.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.support.GaussianActions;
import io.leeway.tensorflow.agent.Configs;
import io.leeway.tensorflow.agent.ThreeStatesTest;
import io.leeway.testkit.DatasetBuilder;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The decision process of {@link ThreeStatesTest} without its cost: an action a leads on from the first state with
 * probability (1 + a) / 2 and from the second with (1 − a) / 2; the third earns 1 and ends. The data's actions are
 * evenly random.
 */
final class FittedQTest {
    private static final double DISCOUNT = 0.8;
    private static final FittedQConfig CONFIG = new FittedQConfig(1200, 6, Configs.fast(DISCOUNT, 2e-3, 1));

    /** Takes the same action everywhere. */
    private record Constant(float action) implements Policy {
        @Override
        public int observationSize() {
            return 1;
        }

        @Override
        public int actionSize() {
            return 1;
        }

        @Override
        public ActionDistribution distribution(float[] observations, int count) {
            float[] actions = new float[count];
            Arrays.fill(actions, action);
            return new GaussianActions(count, 1, actions, new float[] {1});
        }
    }

    @Test
    void estimatesPoliciesWhoseReturnsAreKnown() {
        // v1 = γ (p v2 + (1 − p) v1), v2 = γ (q + (1 − q) v1) with p = (1 + a) / 2 and q = (1 − a) / 2
        for (float action : new float[] {0, 0.6f}) {
            double p = (1 + action) / 2;
            double q = (1 - action) / 2;
            double exact = DISCOUNT * p * DISCOUNT * q / (1 - DISCOUNT * (1 - p) - DISCOUNT * p * DISCOUNT * (1 - q));
            Map<String, Double> found = estimate(new Constant(action), data(300));
            assertThat(found.get("discounted_return")).as("a = " + action).isCloseTo(exact, Offset.offset(0.04));
            assertThat(found.get("interval_low")).isLessThan(found.get("discounted_return"));
            assertThat(found.get("interval_high")).isGreaterThan(found.get("discounted_return"));
        }
    }

    @Test
    void saysWhatTheDataEarnedItself() {
        Dataset data = new DatasetBuilder(1, 1)
                .episode(new float[] {0, 1, 2}, new float[2], new float[] {1, 10}, true)
                .episode(new float[] {0, 1}, new float[1], new float[] {3}, true)
                .build();
        FittedQConfig short1 = new FittedQConfig(1, 2, CONFIG.network());
        Map<String, Double> found = new FittedQ(short1, new Task(1, 1), data, RandomSource.of(1), Device.CPU)
                .estimate(new Constant(0), Progress.NONE);
        assertThat(found.get("data_discounted_return")).isCloseTo((1 + DISCOUNT * 10 + 3) / 2, Offset.offset(1e-6));
    }

    @Test
    void refusesASingleEpisode() {
        assertThatThrownBy(() -> estimate(new Constant(0), data(1)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("two episodes");
    }

    private static Map<String, Double> estimate(Policy policy, Dataset data) {
        return new FittedQ(CONFIG, new Task(1, 1), data, RandomSource.of(3), Device.CPU)
                .estimate(policy, Progress.NONE);
    }

    private static Dataset data(int episodes) {
        RandomSource random = RandomSource.of(4);
        DatasetBuilder builder = new DatasetBuilder(1, 1);
        for (int episode = 0; episode < episodes; episode++) {
            float[] observations = new float[200];
            float[] actions = new float[200];
            float[] rewards = new float[200];
            int state = 0;
            int step = 0;
            observations[0] = -1;
            while (true) {
                float action = 2 * random.nextFloat() - 1;
                actions[step] = action;
                rewards[step] = state == 2 ? 1 : 0;
                boolean end = state == 2;
                float chance = (state == 0 ? 1 + action : 1 - action) / 2;
                state = !end && random.nextDouble() < chance ? state + 1 : 0;
                observations[++step] = state - 1;
                if (end) {
                    break;
                }
            }
            builder.episode(
                    Arrays.copyOf(observations, step + 1),
                    Arrays.copyOf(actions, step),
                    Arrays.copyOf(rewards, step),
                    true);
        }
        return builder.build();
    }
}
