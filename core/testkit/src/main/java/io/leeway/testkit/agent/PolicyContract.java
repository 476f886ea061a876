package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.testkit.CentralDifferences;
import io.leeway.testkit.SpareArrays;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Policy} and its {@link ActionDistribution}. */
public abstract class PolicyContract {
    private static final int COUNT = 6;

    /** Returns the policy. */
    protected abstract Policy policy();

    @Test
    void knowsItsSizes() {
        assertThat(policy().observationSize()).isPositive();
        assertThat(policy().actionSize()).isPositive();
    }

    @Test
    void actsForAnyCountWithinBoundsInArraysThatAreLonger() {
        for (int count : new int[] {1, 2, 33}) {
            int size = count * policy().actionSize();
            float[] given = observations(count);
            float[] observations = given.clone();
            float[] actions = SpareArrays.ofSize(size);
            policy().act(observations, count, actions);
            SpareArrays.assertFilled("actions of " + count, actions, size);
            assertWithinBounds(actions, size);
            assertThat(observations).as("observations").isEqualTo(given);
            assertThat(policy().distribution(observations, count).count()).isEqualTo(count);
        }
    }

    @Test
    void actsWithTheMode() {
        float[] actions = SpareArrays.ofSize(size());
        float[] mode = SpareArrays.ofSize(size());
        policy().act(observations(COUNT), COUNT, actions);
        distribution().mode(mode);
        SpareArrays.assertClose("mode", mode, 0, actions, 0, size(), 1e-5);
    }

    @Test
    void actsOnAnObservationWhateverElseIsInItsBatch() {
        int observationSize = policy().observationSize();
        int actionSize = policy().actionSize();
        float[] observations = observations(COUNT);
        float[] together = new float[size()];
        policy().act(observations, COUNT, together);
        for (int row = 0; row < COUNT; row++) {
            float[] alone = new float[actionSize];
            float[] observation = Arrays.copyOfRange(observations, row * observationSize, (row + 1) * observationSize);
            policy().act(observation, 1, alone);
            SpareArrays.assertClose("row " + row, alone, 0, together, row * actionSize, actionSize, 1e-4);
        }
    }

    @Test
    void drawsWithinBoundsAndTheSameForTheSameSeed() {
        float[] first = draw(1);
        assertThat(draw(1)).isEqualTo(first);
        assertThat(draw(2)).isNotEqualTo(first);
        assertWithinBounds(first, size());
        SpareArrays.assertFilled("draws", first, size());
        float[] ofDistribution = SpareArrays.ofSize(size());
        distribution().sample(RandomSource.of(1), ofDistribution);
        SpareArrays.assertClose("draws of the distribution", ofDistribution, 0, first, 0, size(), 1e-5);
    }

    @Test
    void hasALikelihoodWhoseGradientAgreesWithCentralDifferences() {
        float[] actions = actions();
        float[] gradient = SpareArrays.ofSize(size());
        ActionDistribution distribution = distribution();
        distribution.gradient(actions, gradient);
        SpareArrays.assertFilled("gradient", gradient, size());
        CentralDifferences differences =
                CentralDifferences.of(distribution::logLikelihood, actions, COUNT, policy().actionSize(), 1e-3f);
        assertThat(differences.agreement(gradient, 0.02)).isEqualTo(1);
    }

    @Test
    void hasACurvatureThatIsNeverNegative() {
        float[] curvature = SpareArrays.ofSize(size());
        distribution().curvature(actions(), curvature);
        SpareArrays.assertFilled("curvature", curvature, size());
        for (int i = 0; i < size(); i++) {
            assertThat(curvature[i]).isNotNegative();
        }
    }

    @Test
    void answersTheSameHoweverOftenAndInWhateverOrderItIsAsked() {
        ActionDistribution distribution = distribution();
        float[] actions = actions();
        double[] first = new double[COUNT];
        double[] again = new double[COUNT];
        float[] scratch = SpareArrays.ofSize(size());
        distribution.logLikelihood(actions, first);
        distribution.gradient(actions.clone(), scratch);
        distribution.curvature(actions, scratch);
        distribution.mode(scratch);
        distribution.logLikelihood(actions, again);
        assertThat(again).isEqualTo(first);
    }

    private static void assertWithinBounds(float[] actions, int size) {
        for (int i = 0; i < size; i++) {
            assertThat(actions[i]).isBetween(-1f, 1f);
        }
    }

    private float[] draw(long seed) {
        float[] actions = SpareArrays.ofSize(size());
        policy().sample(observations(COUNT), COUNT, RandomSource.of(seed), actions);
        return actions;
    }

    private ActionDistribution distribution() {
        return policy().distribution(observations(COUNT), COUNT);
    }

    private float[] observations(int count) {
        return SpareArrays.gaussian(RandomSource.of(1), count * policy().observationSize());
    }

    private float[] actions() {
        return SpareArrays.uniform(RandomSource.of(2), size(), -0.9f, 0.9f);
    }

    private int size() {
        return COUNT * policy().actionSize();
    }
}
