package io.leeway.diffusion.guidance;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import org.jspecify.annotations.Nullable;

/**
 * The mean squared error of next observations against the environment's own step from the same observation and action, each
 * column in units of the data's variance (Jackson et al. 2024, figure 6). A terminal transition's next observation is masked
 * and does not count.
 */
final class DynamicsError implements PilotMeasure {
    private final DynamicsOracle oracle;
    private final Space.Box actions;

    private DynamicsError(DynamicsOracle oracle, Space.Box actions) {
        this.oracle = oracle;
        this.actions = actions;
    }

    /**
     * Returns the error in an environment.
     *
     * @throws LeewayException if there is none, or it cannot say the outcome of any action in any observation
     */
    static DynamicsError in(@Nullable Environments environments) {
        String remedy = " Give log-likelihood-gain instead.";
        if (environments == null) {
            throw new LeewayException(
                    "A budget of dynamics-error is measured against an environment, and there is none here:"
                            + " only the runs of experiments have one." + remedy);
        }
        String id = environments.spec().id();
        DynamicsOracle oracle = environments
                .oracle()
                .orElseThrow(
                        () -> new LeewayException("A budget of dynamics-error is measured against the environment's own"
                                + " step from any observation, which " + id + " does not offer." + remedy));
        if (!(environments.spec().actionSpace() instanceof Space.Box box)) {
            throw new LeewayException("Actions are numbers in a box, but the action space of " + id + " is "
                    + environments.spec().actionSpace().getClass().getSimpleName() + ". Choose another environment.");
        }
        return new DynamicsError(oracle, box);
    }

    @Override
    public String key() {
        return "dynamics-error";
    }

    @Override
    public double measure(Transitions transitions, Policy policy, Normalizer normalizer) {
        int size = transitions.observationSize();
        int count = transitions.count();
        double[] observations = new double[count * size];
        for (int i = 0; i < observations.length; i++) {
            observations[i] = transitions.observations()[i];
        }
        double[] next = new double[count * size];
        oracle.transition(observations, scaled(transitions), count, next, new double[count], new boolean[count]);
        double squares = 0;
        int counted = 0;
        for (int row = 0; row < count; row++) {
            if (transitions.terminals()[row] <= 0.5f) {
                counted++;
                for (int column = 0; column < size; column++) {
                    int i = row * size + column;
                    double error = transitions.nextObservations()[i] - next[i];
                    squares += error * error / square(normalizer.standardDeviation(column));
                }
            }
        }
        return squares / ((double) counted * size);
    }

    /** Maps actions from [-1, 1] to the environment's bounds; a column without finite bounds stays as it is. */
    private double[] scaled(Transitions transitions) {
        double[] result = new double[transitions.count() * actions.size()];
        for (int i = 0; i < result.length; i++) {
            int column = i % actions.size();
            double width = actions.high()[column] - actions.low()[column];
            double action = transitions.actions()[i];
            result[i] = Double.isInfinite(width) ? action : actions.low()[column] + (action + 1) / 2 * width;
        }
        actions.round(result);
        return result;
    }

    private static double square(double value) {
        return value * value;
    }
}
