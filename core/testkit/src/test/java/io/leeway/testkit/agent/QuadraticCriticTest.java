package io.leeway.testkit.agent;

import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.Task;

final class QuadraticCriticTest extends CriticContract {
    @Override
    protected Critic critic() {
        return new QuadraticCritic(0.3f, -0.6f);
    }

    @Override
    protected Task task() {
        return new Task(3, 2);
    }
}
