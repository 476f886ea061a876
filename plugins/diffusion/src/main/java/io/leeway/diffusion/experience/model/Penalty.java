package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.model.ModelStep.End;
import io.leeway.spi.dynamics.Predictions;

/** What keeps an agent to what a model knows. */
interface Penalty {
    /** A penalty that takes nothing. */
    Penalty NONE = step -> 0;

    /**
     * Changes rewards, or ends rollouts as unknown.
     *
     * @return the sum of what was taken from rewards
     */
    double apply(ModelStep step);

    /**
     * Returns the penalty that takes {@code coefficient} · max over members of ‖standard deviation‖ from each reward
     * (Yu et al. 2020, equation 4 and section 4.3), the deviations being those of the next observation and the reward.
     */
    static Penalty deviation(double coefficient) {
        return step -> {
            double sum = 0;
            for (int row = 0; row < step.count(); row++) {
                double taken = coefficient * largestDeviation(step.predictions(), row);
                step.rewards()[row] = (float) (step.rewards()[row] - taken);
                sum += taken;
            }
            return sum;
        };
    }

    private static double largestDeviation(Predictions predictions, int row) {
        double largest = 0;
        for (int member = 0; member < predictions.members(); member++) {
            double squares = 0;
            int from = predictions.offset(member, row);
            for (int i = from; i < from + predictions.width(); i++) {
                squares += (double) predictions.deviations()[i] * predictions.deviations()[i];
            }
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest;
    }

    /**
     * Returns the penalty that ends a rollout with a reward where two members are farther apart than a threshold
     * (Kidambi et al. 2020, definition 1).
     */
    static Penalty unknown(double threshold, float reward) {
        return step -> {
            for (int row = 0; row < step.count(); row++) {
                if (distance(step.predictions(), row) > threshold) {
                    step.ends()[row] = End.UNKNOWN;
                    step.rewards()[row] = reward;
                }
            }
            return 0;
        };
    }

    /** Returns the greatest distance between two members' mean next observations, in data units. */
    static double distance(Predictions predictions, int row) {
        double largest = 0;
        for (int one = 0; one < predictions.members(); one++) {
            for (int other = one + 1; other < predictions.members(); other++) {
                int from = predictions.offset(one, row);
                int shift = predictions.offset(other, row) - from;
                double squares = 0;
                for (int i = from; i < from + predictions.observationSize(); i++) {
                    double difference = (double) predictions.means()[i + shift]
                            - predictions.means()[i];
                    squares += difference * difference;
                }
                largest = Math.max(largest, squares);
            }
        }
        return Math.sqrt(largest);
    }
}
