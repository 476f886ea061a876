package io.leeway.diffusion.guidance.adaptive;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Normalizer;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import jakarta.inject.Provider;
import java.util.Optional;

/**
 * The disagreement of the members of a run's model of the dynamics about the next observation: the variance of their
 * means, in units of the data's variance. It is small where the data is, and grows away from it (Lakshminarayanan et
 * al. 2017; as the penalty of an ensemble in Yu et al. 2020), and needs no environment.
 */
final class Disagreement implements PilotMeasure {
    private final Dynamics dynamics;

    /**
     * Measures with a model.
     *
     * @throws LeewayException if it has one member alone, which cannot disagree
     */
    Disagreement(Dynamics dynamics) {
        if (dynamics.members() < 2) {
            throw new LeewayException("A budget of disagreement is measured between the members of the run's dynamics"
                    + " model, and this one has 1. Give it more, such as dynamics: {type: random-features, members: 5},"
                    + " or give log-likelihood-gain instead.");
        }
        this.dynamics = dynamics;
    }

    /**
     * Measures with the model of a run.
     *
     * @throws LeewayException if there is none
     */
    static Disagreement of(Optional<Provider<Dynamics>> dynamics) {
        return new Disagreement(dynamics.orElseThrow(() -> new LeewayException(
                        "A budget of disagreement is measured by a dynamics model, and there is none here: only the"
                                + " runs of experiments have one. Give log-likelihood-gain instead."))
                .get());
    }

    @Override
    public String key() {
        return "disagreement";
    }

    @Override
    public double measure(Transitions transitions, Policy policy, Normalizer normalizer) {
        int size = transitions.observationSize();
        Predictions predicted =
                dynamics.predict(transitions.observations(), transitions.actions(), transitions.count());
        double variance = 0;
        for (int row = 0; row < transitions.count(); row++) {
            for (int column = 0; column < size; column++) {
                double deviation = normalizer.standardDeviation(column);
                variance += variance(predicted, row, column) / (deviation * deviation);
            }
        }
        return variance / (transitions.count() * (double) size);
    }

    private static double variance(Predictions predicted, int row, int column) {
        double mean = 0;
        for (int member = 0; member < predicted.members(); member++) {
            mean += predicted.means()[predicted.offset(member, row) + column] / (double) predicted.members();
        }
        double sum = 0;
        for (int member = 0; member < predicted.members(); member++) {
            double distance = predicted.means()[predicted.offset(member, row) + column] - mean;
            sum += distance * distance;
        }
        return sum / (predicted.members() - 1);
    }
}
