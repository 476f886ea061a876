package io.leeway.environment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.spi.support.GaussianActions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
        // Environment i's episodes end after i % 3 + 1 steps and are paid the scaled action, 0.5 · 4 = 2, for each of
        // them.
        Evaluator evaluator = evaluator(new Counting(0), Quota.of(300));
        List<PlayedEpisode> episodes = evaluator.play(CONSTANT);

        assertThat(episodes).hasSize(300);
        for (PlayedEpisode episode : episodes) {
            int length = episode.number() % 150 % 3 + 1;
            assertThat(episode.steps()).isEqualTo(length);
            assertThat(episode.undiscountedReturn()).isEqualTo(2 * length);
            assertThat(episode.terminated()).isTrue();
        }
        assertThat(evaluator.evaluate(CONSTANT))
                .containsExactly(episodes.stream()
                        .mapToDouble(PlayedEpisode::undiscountedReturn)
                        .toArray());
    }

    @Test
    void everyEpisodeHasASeedOfItsOwnThatTheNumberOfEpisodesDoesNotChange() {
        Counting few = new Counting(0);
        long[] seeds = seeds(evaluator(few, Quota.of(10)));
        long[] more = seeds(evaluator(new Counting(0), new Quota(20, 7, 0)));

        assertThat(more).startsWith(seeds).doesNotHaveDuplicates();
        assertThat(Arrays.stream(seeds)).allMatch(seed -> seed >= 0);
        assertThat(seeds[3]).isEqualTo(RandomSource.of(5).split(3).nextLong() >>> 1);
        assertThat(Arrays.stream(seeds)).allMatch(few.seeds::contains);
    }

    @Test
    void asFewEnvironmentsAreMadeAsPlayInAsFewRounds() {
        assertThat(Quota.of(100).slots()).isEqualTo(100);
        assertThat(Quota.of(256).slots()).isEqualTo(256);
        assertThat(Quota.of(257).slots()).isEqualTo(129);
        assertThat(new Quota(10, 4, 0).slots()).isEqualTo(4);
        assertThat(new Quota(9, 4, 0).slots()).isEqualTo(3);
        assertThat(new Quota(5, 1, 0).slots()).isEqualTo(1);
    }

    @Test
    void aRewardThatIsNotFiniteIsNamed() {
        assertThatThrownBy(() ->
                        evaluator(new Counting(Double.NaN), new Quota(2, 2, 0)).evaluate(CONSTANT))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Episodes 0 to 1 of counting-v0 failed with an environment error after 0 retries"
                        + " (evaluation.retries; 'leeway evaluate --retries N'): Episode 0 of counting-v0 (seed "
                        + seed(0)
                        + ") gave the reward NaN at step 1. The environment itself fails: its log may say why.");
    }

    private static Evaluator evaluator(Environments environments, Quota quota) {
        return new Evaluator(environments, quota, RandomSource.of(5), Progress.NONE);
    }

    private static long seed(int episode) {
        return RandomSource.of(5).split(episode).nextLong() >>> 1;
    }

    private static long[] seeds(Evaluator evaluator) {
        return evaluator.play(CONSTANT).stream().mapToLong(PlayedEpisode::seed).toArray();
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

        Map<String, Double> figures = new QualityMeter(new Counting(0), data)
                .measure(synthetic, CONSTANT)
                .figures();

        assertThat(figures.get("dynamics_error")).isCloseTo(0.3 * 0.3 / 0.25, within(1e-5));
        assertThat(figures.get("reward_error")).isCloseTo(0.25, within(1e-6));
        assertThat(figures.get("policy_log_likelihood"))
                .isCloseTo(-0.5 * Math.log(2 * Math.PI) - 0.5 * (0.25 + 2.25) / 2, within(1e-6));
        assertThat(figures.get("wasserstein")).isZero();
    }

    /**
     * Pays the action; its episodes end after 1, 2 or 3 steps. Its oracle moves by a tenth of the action and pays
     * nothing.
     */
    private static final class Counting implements Environments {
        private final double bonus;
        private final Set<Long> seeds = new HashSet<>();

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
        private final int[] steps;

        Vector(Counting owner, int count) {
            this.owner = owner;
            this.count = count;
            this.steps = new int[count];
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
            return AutoresetMode.DISABLED;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            for (int i = 0; i < count; i++) {
                if (mask == null || mask[i]) {
                    owner.seeds.add(Objects.requireNonNull(Objects.requireNonNull(seeds)[i]));
                    steps[i] = 0;
                }
            }
            return new Reset(new Value.Reals(new double[count]), Map.of());
        }

        @Override
        public Step step(Value actions) {
            double[] rewards = actions.reals().clone();
            boolean[] terminated = new boolean[count];
            for (int i = 0; i < count; i++) {
                rewards[i] += owner.bonus - 2;
                terminated[i] = ++steps[i] >= i % 3 + 1;
            }
            return new Step(new Value.Reals(new double[count]), rewards, terminated, new boolean[count], null);
        }
    }
}
