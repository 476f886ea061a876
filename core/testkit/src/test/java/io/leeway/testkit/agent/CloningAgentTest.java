package io.leeway.testkit.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;

final class CloningAgentTest extends AgentContract {
    @Override
    protected Agent agent(Task task, Dataset dataset, RandomSource random) {
        return new CloningAgent(task, random);
    }
}
