package io.leeway.testkit.agent;

import io.leeway.spi.agent.Critic;

/** A critic Q(s, a) = −|a − a*|² / 2, whose gradient by action is a* − a. */
public final class QuadraticCritic implements Critic {
    private final float[] best;

    /** Creates a critic that values the action {@code best} most. */
    public QuadraticCritic(float... best) {
        this.best = best.clone();
    }

    @Override
    public void value(float[] observations, float[] actions, int count, float[] values) {
        for (int row = 0; row < count; row++) {
            double sum = 0;
            for (int column = 0; column < best.length; column++) {
                double difference = actions[row * best.length + column] - best[column];
                sum -= 0.5 * difference * difference;
            }
            values[row] = (float) sum;
        }
    }

    @Override
    public void gradient(float[] observations, float[] actions, int count, float[] gradient) {
        for (int i = 0; i < count * best.length; i++) {
            gradient[i] = best[i % best.length] - actions[i];
        }
    }
}
