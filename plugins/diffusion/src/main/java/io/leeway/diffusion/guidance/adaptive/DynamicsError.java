package io.leeway.diffusion.guidance.adaptive;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.DynamicsErrors;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The mean squared error of next observations against the environment's own step from the same observation and action,
 * each column in units of the data's variance (Jackson et al. 2024, figure 6). A terminal transition's next observation
 * is masked and does not count.
 */
final class DynamicsError implements PilotMeasure {
    private final DynamicsErrors errors;

    private DynamicsError(DynamicsErrors errors) {
        this.errors = errors;
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
        return DynamicsErrors.in(environments)
                .map(DynamicsError::new)
                .orElseThrow(
                        () -> new LeewayException("A budget of dynamics-error is measured against the environment's own"
                                + " step from any observation, which "
                                + environments.spec().id() + " does not offer." + remedy));
    }

    @Override
    public String key() {
        return "dynamics-error";
    }

    @Override
    public double measure(Transitions transitions, Policy policy, Normalizer normalizer) {
        double[] deviations = new double[transitions.observationSize()];
        Arrays.setAll(deviations, normalizer::standardDeviation);
        return errors.measure(transitions, deviations).observation();
    }
}
