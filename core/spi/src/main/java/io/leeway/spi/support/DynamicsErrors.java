package io.leeway.spi.support;

import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import java.util.Optional;

/**
 * The errors of transitions, real or synthetic, against an environment's own step from the same observations and
 * actions.
 */
public final class DynamicsErrors {
    private final DynamicsOracle oracle;
    private final ActionScale scale;

    private DynamicsErrors(DynamicsOracle oracle, ActionScale scale) {
        this.oracle = oracle;
        this.scale = scale;
    }

    /**
     * The measured errors.
     *
     * @param observation mean squared error of a next observation's columns, each in units of its variance; a terminal
     *     transition's next observation is masked and does not count
     * @param reward mean squared error of a reward, in its own unit
     */
    public record Errors(double observation, double reward) {}

    /**
     * Returns what measures in an environment, or nothing where it cannot say the outcome of any action in any
     * observation, or its actions are no Box of floating point.
     */
    public static Optional<DynamicsErrors> in(Environments environments) {
        EnvironmentSpec spec = environments.spec();
        boolean real = spec.actionSpace() instanceof Space.Box box && box.type().isReal();
        return real
                ? environments.oracle().map(oracle -> new DynamicsErrors(oracle, new ActionScale(spec)))
                : Optional.empty();
    }

    /**
     * Measures (Jackson et al. 2024, figure 6).
     *
     * @param transitions with actions in [-1, 1]
     * @param deviations of each observation column, above 0
     */
    public Errors measure(Transitions transitions, double[] deviations) {
        int size = transitions.observationSize();
        int count = transitions.count();
        double[] next = new double[count * size];
        double[] rewards = new double[count];
        double[] actions = new double[count * transitions.actionSize()];
        scale.toEnvironment(transitions.actions(), count, actions);
        oracle.transition(widen(transitions.observations()), actions, count, next, rewards, new boolean[count]);
        double squares = 0;
        double rewardSquares = 0;
        int counted = 0;
        for (int row = 0; row < count; row++) {
            rewardSquares += square(transitions.rewards()[row] - rewards[row]);
            if (transitions.terminals()[row] > 0.5f) {
                continue;
            }
            counted++;
            for (int column = 0; column < size; column++) {
                int i = row * size + column;
                squares += square((transitions.nextObservations()[i] - next[i]) / deviations[column]);
            }
        }
        return new Errors(squares / counted / size, rewardSquares / count);
    }

    private static double[] widen(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static double square(double value) {
        return value * value;
    }
}
