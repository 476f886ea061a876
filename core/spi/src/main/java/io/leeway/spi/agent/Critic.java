package io.leeway.spi.agent;

/** An agent's value of actions. Arrays may be longer than needed. */
public interface Critic {
    /**
     * Computes Q(s, a), for an ensemble its pessimistic estimate.
     *
     * @param observations count × observationSize
     * @param actions count × actionSize, in [-1, 1]
     * @param values receives count values
     */
    void value(float[] observations, float[] actions, int count, float[] values);

    /**
     * Computes the gradient of {@link #value} by action.
     *
     * @param gradient receives count × actionSize values
     */
    void gradient(float[] observations, float[] actions, int count, float[] gradient);
}
