package io.leeway.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Task;
import io.leeway.testkit.CentralDifferences;
import io.leeway.testkit.SpareArrays;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The promises of every {@link Critic}. */
public abstract class CriticContract {
    private static final int COUNT = 40;

    /** Returns the critic. */
    protected abstract Critic critic();

    /** Returns the sizes that it was made for. */
    protected abstract Task task();

    @Test
    void valuesAnyCountInArraysThatAreLonger() {
        for (int count : new int[] {1, 2, 33}) {
            float[] values = SpareArrays.ofSize(count);
            float[] gradient = SpareArrays.ofSize(count * task().actionSize());
            critic().value(observations(), actions(), count, values);
            critic().gradient(observations(), actions(), count, gradient);
            SpareArrays.assertFilled("values", values, count);
            SpareArrays.assertFilled("gradient", gradient, count * task().actionSize());
        }
    }

    @Test
    void valuesAnActionWhateverElseIsInItsBatch() {
        int observationSize = task().observationSize();
        int actionSize = task().actionSize();
        float[] together = new float[COUNT];
        critic().value(observations(), actions(), COUNT, together);
        for (int row = 0; row < 3; row++) {
            float[] observation =
                    Arrays.copyOfRange(observations(), row * observationSize, (row + 1) * observationSize);
            float[] action = Arrays.copyOfRange(actions(), row * actionSize, (row + 1) * actionSize);
            float[] alone = new float[1];
            critic().value(observation, action, 1, alone);
            SpareArrays.assertClose("row " + row, alone, 0, together, row, 1, 1e-4);
        }
    }

    /** Networks have kinks, and single precision: nine tenths must agree to a tenth. */
    @Test
    void hasAGradientThatAgreesWithCentralDifferences() {
        float[] gradient = new float[COUNT * task().actionSize()];
        critic().gradient(observations(), actions(), COUNT, gradient);
        CentralDifferences differences =
                CentralDifferences.of(this::value, actions(), COUNT, task().actionSize(), 1e-2f);
        assertThat(differences.agreement(gradient, 0.1)).isGreaterThanOrEqualTo(0.9);
    }

    private void value(float[] actions, double[] values) {
        float[] given = new float[COUNT];
        critic().value(observations(), actions, COUNT, given);
        for (int i = 0; i < COUNT; i++) {
            values[i] = given[i];
        }
    }

    private float[] observations() {
        return SpareArrays.gaussian(RandomSource.of(1), COUNT * task().observationSize());
    }

    private float[] actions() {
        return SpareArrays.uniform(RandomSource.of(2), COUNT * task().actionSize(), -0.9f, 0.9f);
    }
}
