package io.leeway.tensorflow.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Predictions;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A linear system with Gaussian noise, of which all that the ensemble learns is known. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LinearGaussianTest {
    /** A row for each column of the next observation and for the reward; the observation's factors, the action's. */
    private static final double[][] FACTORS = {
        {0.9, 0.1, 0, 0.5, 0}, {-0.1, 0.9, 0.2, 0, 0.3}, {0, 0, 1, 0, 0}, {0.5, -0.5, 0, 0.5, 0.5},
    };

    /** The third column never changes. */
    private static final double[] NOISE = {0.05, 0.3, 0, 0.2};

    private static final int OBSERVATION = 3;
    private static final int ACTION = 2;
    private static final int WIDTH = OBSERVATION + 1;
    /** Far from the origin and of another size, which normalisation is for. */
    private static final double CENTER = 40;

    private final Transitions fresh = draw(4000, RandomSource.of(2));
    private Pets model;
    private Predictions predictions;

    @BeforeAll
    void train() {
        PetsConfig config = new PetsConfig(4, 3, List.of(32, 32), Activation.SWISH, 128, 4000, 1e-3, 2.5e-5, 0.2, 30);
        model = new Pets(config, RandomSource.of(1), Device.CPU);
        Transitions training = draw(10_000, RandomSource.of(1));
        model.begin(training);
        while (!model.finished()) {
            model.update(training, (int) Math.min(500, model.updates() - model.step()));
        }
        predictions = model.predict(fresh.observations(), fresh.actions(), fresh.count());
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void recoversMeansToAQuarterOfTheNoise() {
        for (int member = 0; member < predictions.members(); member++) {
            double[] squares = new double[WIDTH];
            for (int row = 0; row < fresh.count(); row++) {
                for (int column = 0; column < WIDTH; column++) {
                    double error =
                            predictions.means()[predictions.offset(member, row) + column] - mean(fresh, row, column);
                    squares[column] += error * error / fresh.count();
                }
            }
            for (int column = 0; column < WIDTH; column++) {
                assertThat(Math.sqrt(squares[column]))
                        .as("error of column %d by member %d", column, member)
                        .isLessThan(column == 2 ? 0.01 : NOISE[column] / 4);
            }
        }
    }

    @Test
    void recoversDeviationsToATenth() {
        for (int member = 0; member < predictions.members(); member++) {
            double[] means = new double[WIDTH];
            for (int row = 0; row < fresh.count(); row++) {
                for (int column = 0; column < WIDTH; column++) {
                    means[column] +=
                            (double) predictions.deviations()[predictions.offset(member, row) + column] / fresh.count();
                }
            }
            for (int column : new int[] {0, 1, 3}) {
                assertThat(means[column] / NOISE[column])
                        .as("deviation of column %d by member %d", column, member)
                        .isCloseTo(1, Offset.offset(0.1));
            }
            assertThat(means[2]).as("deviation of what never changes").isLessThan(0.1);
        }
    }

    @Test
    void coversWhatItsIntervalsSay() {
        assertThat(coverage(0.67449)).as("of 50 %").isCloseTo(0.5, Offset.offset(0.03));
        assertThat(coverage(1.64485)).as("of 90 %").isCloseTo(0.9, Offset.offset(0.02));
    }

    private double coverage(double width) {
        int covered = 0;
        int all = 0;
        for (int member = 0; member < predictions.members(); member++) {
            for (int row = 0; row < fresh.count(); row++) {
                for (int column : new int[] {0, 1, 3}) {
                    int i = predictions.offset(member, row) + column;
                    double truth = column < OBSERVATION
                            ? fresh.nextObservations()[row * OBSERVATION + column]
                            : fresh.rewards()[row];
                    covered += Math.abs(truth - predictions.means()[i])
                                    <= width * predictions.deviations()[i]
                            ? 1
                            : 0;
                    all++;
                }
            }
        }
        return (double) covered / all;
    }

    private static double mean(Transitions transitions, int row, int column) {
        double sum = column < OBSERVATION ? CENTER : 0;
        for (int i = 0; i < OBSERVATION; i++) {
            sum += FACTORS[column][i] * (transitions.observations()[row * OBSERVATION + i] - CENTER);
        }
        for (int i = 0; i < ACTION; i++) {
            sum += FACTORS[column][OBSERVATION + i] * transitions.actions()[row * ACTION + i];
        }
        return sum;
    }

    private static Transitions draw(int count, RandomSource random) {
        Transitions drawn = Transitions.zeros(OBSERVATION, ACTION, count);
        for (int i = 0; i < count * OBSERVATION; i++) {
            drawn.observations()[i] = (float) (CENTER + random.nextGaussian());
        }
        for (int i = 0; i < count * ACTION; i++) {
            drawn.actions()[i] = 2 * random.nextFloat() - 1;
        }
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < OBSERVATION; column++) {
                drawn.nextObservations()[row * OBSERVATION + column] =
                        (float) (mean(drawn, row, column) + NOISE[column] * random.nextGaussian());
            }
            drawn.rewards()[row] = (float) (mean(drawn, row, OBSERVATION) + NOISE[OBSERVATION] * random.nextGaussian());
        }
        return drawn;
    }
}
