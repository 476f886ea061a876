package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Point;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.testkit.CentralDifferences;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import org.junit.jupiter.api.Test;

/** The gradient that moves actions, against the policy's log-likelihood itself. */
final class PolicyGuidanceGradientTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(3, 2);
    private static final int HORIZON = 5;
    private static final int COUNT = 4;
    private static final int SIZE = HORIZON * LAYOUT.width();

    private final Policy policy = GaussianPolicy.random(3, 2, RandomSource.of(1));
    private final Normalizer normalizer = new Normalizer(
            LAYOUT, new float[] {1, -1, 0, 0.2f, -0.1f, 3, 0}, new float[] {2, 1, 0.5f, 0.8f, 0.4f, 2, 0});

    @Test
    void isTheGradientOfTheLogLikelihoodByTheNormalisedActionBeforeTanh() {
        for (Point point : Point.values()) {
            FixedGuidanceStep step = step(0);
            float[] at = (point == Point.NOISED ? step.noised() : step.estimate()).clone();
            float[] moved = pushed(step, point, GradientScale.RAW);
            CentralDifferences differences = CentralDifferences.of(this::logLikelihood, at, COUNT, SIZE, 3e-3f);
            assertThat(differences.agreement(withoutOtherColumns(moved), 5e-3)).isEqualTo(1);
        }
    }

    @Test
    void movesActionColumnsOnly() {
        for (Form form : Form.values()) {
            FixedGuidanceStep step = step(2);
            float[] noised = step.noised().clone();
            float[] estimate = step.estimate().clone();
            new PolicyGuidance(PolicyGuidanceConfig.of(form, 1)).guide(step);
            for (int i = 0; i < COUNT * SIZE; i++) {
                int column = i % LAYOUT.width();
                boolean action = column == 3 || column == 4;
                boolean moved = step.noised()[i] != noised[i] || step.estimate()[i] != estimate[i];
                assertThat(moved).as("%s, column %d", form, column).isEqualTo(action);
            }
        }
    }

    @Test
    void leavesAnActionThatNeverVariesInTheDataAsItIs() {
        Normalizer constant = new Normalizer(LAYOUT, new float[7], new float[] {1, 1, 1, 1, 0, 1, 1});
        for (Form form : Form.values()) {
            FixedGuidanceStep given = step(2);
            FixedGuidanceStep step = new FixedGuidanceStep(
                    2, 10, 1, COUNT, HORIZON, given.noised(), given.estimate(), constant, policy, null);
            float[] noised = step.noised().clone();
            float[] estimate = step.estimate().clone();
            new PolicyGuidance(PolicyGuidanceConfig.of(form, 1)).guide(step);
            for (int i = 4; i < COUNT * SIZE; i += LAYOUT.width()) {
                assertThat(step.noised()[i]).isEqualTo(noised[i]);
                assertThat(step.estimate()[i]).isEqualTo(estimate[i]);
            }
        }
    }

    @Test
    void hasUnitLengthOverEachWholeTrajectoryWhereThatIsAskedFor() {
        float[] raw = pushed(step(0), Point.NOISED, GradientScale.RAW);
        float[] unit = pushed(step(0), Point.NOISED, GradientScale.UNIT);
        for (int trajectory = 0; trajectory < COUNT; trajectory++) {
            double squares = 0;
            double along = 0;
            double rawSquares = 0;
            for (int i = trajectory * SIZE; i < (trajectory + 1) * SIZE; i++) {
                squares += unit[i] * unit[i];
                rawSquares += raw[i] * raw[i];
                along += unit[i] * raw[i];
            }
            assertThat(Math.sqrt(squares)).isCloseTo(1, within(1e-4));
            assertThat(along).isCloseTo(Math.sqrt(rawSquares), within(1e-3));
        }
    }

    @Test
    void pushesTheEstimateByTheGradientTimesThePosteriorVariance() {
        double sigma = 0.5;
        FixedGuidanceStep step = step(3, sigma);
        float[] before = step.estimate().clone();
        float[] gradient = pushed(step(3, sigma), Point.ESTIMATE, GradientScale.RAW);
        new PolicyGuidance(PolicyGuidanceConfig.of(Form.POSTERIOR, 2)).guide(step);
        for (int i = 0; i < COUNT * SIZE; i++) {
            assertThat((double) step.estimate()[i] - before[i]).isCloseTo(2 * 0.2 * gradient[i], within(1e-4));
        }
    }

    /** Returns how far a published push with λ = 1 moves each value. */
    private float[] pushed(FixedGuidanceStep step, Point point, GradientScale scale) {
        float[] before = step.noised().clone();
        new PolicyGuidance(new PolicyGuidanceConfig(
                        1, Form.PUBLISHED, point, scale, ScheduleShape.CONSTANT, null, 0, Compatibility.NONE, null))
                .guide(step);
        float[] moved = new float[COUNT * SIZE];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = step.noised()[i] - before[i];
        }
        return moved;
    }

    /** The log-likelihood by actions alone, at observations that are held. */
    private void logLikelihood(float[] values, double[] results) {
        FixedGuidanceStep held = step(0);
        float[] original = isNear(values, held.noised()) ? held.noised() : held.estimate();
        int rows = COUNT * HORIZON;
        float[] observations = new float[rows * 3];
        float[] actions = new float[rows * 2];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 5; column++) {
                int i = row * LAYOUT.width() + column;
                float value = normalizer.denormalize(column, column < 3 ? original[i] : values[i]);
                if (column < 3) {
                    observations[row * 3 + column] = value;
                } else {
                    actions[row * 2 + column - 3] = value;
                }
            }
        }
        double[] perRow = new double[rows];
        policy.distribution(observations, rows).logLikelihood(actions, perRow);
        for (int trajectory = 0; trajectory < COUNT; trajectory++) {
            results[trajectory] = 0;
            for (int row = 0; row < HORIZON; row++) {
                results[trajectory] += perRow[trajectory * HORIZON + row];
            }
        }
    }

    private static boolean isNear(float[] values, float[] original) {
        double distance = 0;
        for (int i = 0; i < COUNT * SIZE; i++) {
            distance = Math.max(distance, Math.abs(values[i] - original[i]));
        }
        return distance < 0.1;
    }

    private static float[] withoutOtherColumns(float[] moved) {
        for (int i = 0; i < moved.length; i++) {
            int column = i % LAYOUT.width();
            moved[i] = column == 3 || column == 4 ? moved[i] : 0;
        }
        return moved;
    }

    private FixedGuidanceStep step(int index) {
        return step(index, 1);
    }

    private FixedGuidanceStep step(int index, double sigma) {
        float[] noised = new float[COUNT * SIZE];
        float[] estimate = new float[COUNT * SIZE];
        RandomSource.of(2).fillGaussian(noised, 0, noised.length);
        RandomSource.of(3).fillGaussian(estimate, 0, estimate.length);
        return new FixedGuidanceStep(index, 10, sigma, COUNT, HORIZON, noised, estimate, normalizer, policy, null);
    }
}
