package io.leeway.diffusion.guidance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Compatibility;
import io.leeway.diffusion.guidance.PolicyGuidanceConfig.Form;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.testkit.agent.GaussianPolicy;
import io.leeway.testkit.diffusion.FixedGuidanceStep;
import org.junit.jupiter.api.Test;

/** The published code's push, computed in double precision from its formula. */
final class PublishedCompatibilityTest {
    private static final TrajectoryLayout LAYOUT = TrajectoryLayout.of(1, 1);
    private static final int STEPS = 8;
    private static final int DELAY = 2;
    private static final double COEFFICIENT = 1.5;
    /** Normalised actions of two trajectories of three rows; the first one's first is where the policy wants it. */
    private static final double[] ACTIONS = {0, 0.4, -0.9, 0.2, 1.3, -0.3};

    private final Normalizer normalizer = new Normalizer(LAYOUT, new float[] {0, 0, 0, 0}, new float[] {1, 0.5f, 1, 1});

    @Test
    void addsALittleToEveryComponentAfterTheDivision() {
        for (int index = 0; index < STEPS; index++) {
            float[] moved = moved(index, ACTIONS, Compatibility.PUBLISHED);
            double[] truth = truth(index);
            for (int i = 0; i < ACTIONS.length; i++) {
                assertThat((double) moved[i]).isCloseTo(truth[i], within(2e-7));
            }
        }
    }

    /** At zero, single precision can tell. */
    @Test
    void movesAComponentWithoutAGradientByThatLittle() {
        assertThat((double) moved(3, ACTIONS, Compatibility.PUBLISHED)[0]).isCloseTo(factor(3) * 1e-8, within(1e-14));
        assertThat(moved(3, ACTIONS, Compatibility.NONE)[0]).isZero();
    }

    /** The published code divides zero by zero here. */
    @Test
    void leavesATrajectoryWithoutAGradientAsItIs() {
        assertThat(moved(3, new double[6], Compatibility.PUBLISHED)).containsOnly(0);
    }

    private static double factor(int index) {
        double shape = 1 - (double) index / STEPS + 0.3 * Math.sin(Math.PI * (index + 1) / STEPS);
        return index < DELAY || index == STEPS - 1 ? 0 : COEFFICIENT * shape;
    }

    /** The policy is N(0, 1), and the normalised action's standard deviation 1/2. */
    private static double[] truth(int index) {
        double[] moved = new double[ACTIONS.length];
        for (int first = 0; first < ACTIONS.length; first += 3) {
            double squares = 0;
            for (int i = first; i < first + 3; i++) {
                double action = Math.tanh(ACTIONS[i] / 2);
                moved[i] = -action * (1 - action * action) / 2;
                squares += moved[i] * moved[i];
            }
            for (int i = first; i < first + 3; i++) {
                moved[i] = factor(index) * (moved[i] / Math.sqrt(squares) + 1e-8);
            }
        }
        return moved;
    }

    private float[] moved(int index, double[] actions, Compatibility compatibility) {
        float[] noised = new float[actions.length * LAYOUT.width()];
        for (int row = 0; row < actions.length; row++) {
            noised[row * LAYOUT.width() + 1] = (float) actions[row];
        }
        FixedGuidanceStep step = new FixedGuidanceStep(
                index,
                STEPS,
                1,
                2,
                3,
                noised.clone(),
                new float[noised.length],
                normalizer,
                GaussianPolicy.constant(1, 1, 0, 1),
                null);
        new PolicyGuidance(new PolicyGuidanceConfig(
                        COEFFICIENT, Form.PUBLISHED, null, GradientScale.UNIT, null, null, DELAY, compatibility, null))
                .guide(step);
        float[] moved = new float[actions.length];
        for (int row = 0; row < actions.length; row++) {
            int i = row * LAYOUT.width() + 1;
            moved[row] = step.noised()[i] - noised[i];
        }
        return moved;
    }
}
