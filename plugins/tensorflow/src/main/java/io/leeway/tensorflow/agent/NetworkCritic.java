package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.Critic;
import io.leeway.tensorflow.graph.RowFunction;

/**
 * A critic that is a part of a graph.
 *
 * @param values maps observations and actions to values
 * @param gradients maps observations and actions to gradients by action
 */
record NetworkCritic(RowFunction values, RowFunction gradients) implements Critic {
    @Override
    public void value(float[] observations, float[] actions, int count, float[] result) {
        values.apply(count, result, observations, actions);
    }

    @Override
    public void gradient(float[] observations, float[] actions, int count, float[] result) {
        gradients.apply(count, result, observations, actions);
    }
}
