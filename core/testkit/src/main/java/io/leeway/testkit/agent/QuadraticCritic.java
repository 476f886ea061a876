package io.leeway.testkit.agent;

import io.leeway.spi.agent.Critic;

/** A critic Q(s, a) = −|a − a*|² / (2w²), whose gradient by action is (a* − a) / w²; w is 1 where it is not given. */
public final class QuadraticCritic implements Critic {
    private final float[] best;
    private final float precision;

    /** Creates a critic that values the action {@code best} most. */
    public QuadraticCritic(float... best) {
        this(best, 1);
    }

    private QuadraticCritic(float[] best, float precision) {
        this.best = best.clone();
        this.precision = precision;
    }

    /** Returns a critic whose value is a Gaussian policy's log-likelihood but for its constant. */
    public static QuadraticCritic ofWidth(float width, float... best) {
        return new QuadraticCritic(best, 1 / (width * width));
    }

    @Override
    public void value(float[] observations, float[] actions, int count, float[] values) {
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int column = 0; column < best.length; column++) {
                double difference = actions[row * best.length + column] - best[column];
                sum -= 0.5 * difference * difference;
            }
            values[row] = (float) (precision * sum);
        }
    }

    @Override
    public void gradient(float[] observations, float[] actions, int count, float[] gradient) {
        for (int i = 0; i < count * best.length; i++) {
            gradient[i] = precision * (best[i % best.length] - actions[i]);
        }
    }
}
