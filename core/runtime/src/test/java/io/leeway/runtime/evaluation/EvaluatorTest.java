package io.leeway.runtime.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.GaussianActions;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    /** Acts with a constant, whose unit Gaussian has the density that everyone knows. */
    private static final Policy CONSTANT = new Policy() {
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
            float[] mean = new float[count];
            Arrays.fill(mean, 0.5f);
            return new GaussianActions(count, 1, mean, new float[] {1});
        }
    };

    @Test
    void rewardsAfterAnEpisodesEndAreNotCounted() {
        // Episode i ends after i % 3 + 1 steps and is paid the scaled action, 0.5 · 4 = 2, for each of them.
        double[] returns = new Evaluator(new Counting(0), 300, RandomSource.of(0)).evaluate(CONSTANT);

        for (int episode = 0; episode < returns.length; episode++) {
            assertThat(returns[episode]).isEqualTo(2 * (episode % 256 % 3 + 1));
        }
    }

    @Test
    void everyEpisodeHasASeedOfItsOwnThatTheNumberOfEpisodesDoesNotChange() {
        Counting few = new Counting(0);
        Counting many = new Counting(0);
        new Evaluator(few, 10, RandomSource.of(5)).evaluate(CONSTANT);
        new Evaluator(many, 20, RandomSource.of(5)).evaluate(CONSTANT);

        assertThat(many.seeds).startsWith(few.seeds).doesNotHaveDuplicates();
        assertThat(Arrays.stream(few.seeds)).allMatch(seed -> seed >= 0);
    }

    @Test
    void aRewardThatIsNotFiniteIsNamed() {
        assertThatThrownBy(() -> new Evaluator(new Counting(Double.NaN), 2, RandomSource.of(0)).evaluate(CONSTANT))
                .isInstanceOf(LeewayException.class)
                .hasMessage("Episode 0 of counting-v0 gave the reward NaN");
    }

    @Test
    void qualityAgreesWithClosedForms() {
        // The environment moves by a/10 · 4; the synthetic next observation is off by 0.3, the data's deviation is 0.5.
        Dataset data = new Dataset(
                1,
                1,
                new float[] {0, 1, 0},
                new float[] {1, -1},
                new float[] {0, 0},
                new int[] {2},
                new boolean[1],
                new boolean[1],
                Map.of());
        Transitions synthetic = new Transitions(
                2,
                1,
                1,
                new float[] {0, 1},
                new float[] {1, -1},
                new float[] {0.5f, -0.5f},
                new float[] {0.7f, 0.3f},
                new float[2]);

        Map<String, Double> figures = new QualityMeter(new Counting(0), data).measure(synthetic, CONSTANT);

        assertThat(figures.get("dynamics_error")).isCloseTo(0.3 * 0.3 / 0.25, within(1e-5));
        assertThat(figures.get("reward_error")).isCloseTo(0.25, within(1e-6));
        assertThat(figures.get("policy_log_likelihood"))
                .isCloseTo(-0.5 * Math.log(2 * Math.PI) - 0.5 * (0.25 + 2.25) / 2, within(1e-6));
        assertThat(figures.get("wasserstein")).isZero();
    }

    /** Pays the action; its episodes end after 1, 2 or 3 steps. Its oracle moves by a tenth of the action and pays nothing. */
    private static final class Counting implements Environments {
        private final double bonus;
        private long[] seeds = {};

        Counting(double bonus) {
            this.bonus = bonus;
        }

        @Override
        public EnvironmentSpec spec() {
            return new EnvironmentSpec(
                    "counting-v0",
                    Space.Box.of(1, -1, 1, Space.ElementType.FLOAT64),
                    new Space.Box(List.of(1), new double[] {-2}, new double[] {6}, Space.ElementType.FLOAT64),
                    null,
                    null,
                    Map.of());
        }

        @Override
        public Optional<DynamicsOracle> oracle() {
            return Optional.of((observations, actions, count, next, rewards, terminated) -> {
                for (int i = 0; i < count; i++) {
                    next[i] = observations[i] + (actions[i] - 2) / 10;
                }
            });
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            return new Vector(this, options.count());
        }
    }

    private static final class Vector implements VectorEnvironment {
        private final Counting owner;
        private final int count;
        private int steps;

        Vector(Counting owner, int count) {
            this.owner = owner;
            this.count = count;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public EnvironmentSpec spec() {
            return owner.spec();
        }

        @Override
        public AutoresetMode autoreset() {
            return AutoresetMode.NEXT_STEP;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            owner.seeds = Arrays.stream(Objects.requireNonNull(seeds))
                    .mapToLong(seed -> Objects.requireNonNull(seed))
                    .toArray();
            return new Reset(new Value.Reals(new double[count]), Map.of());
        }

        @Override
        public Step step(Value actions) {
            steps++;
            double[] rewards = actions.reals().clone();
            boolean[] terminated = new boolean[count];
            for (int i = 0; i < count; i++) {
                rewards[i] += owner.bonus - 2;
                terminated[i] = steps >= i % 3 + 1;
            }
            return new Step(new Value.Reals(new double[count]), rewards, terminated, new boolean[count], null);
        }
    }
}
