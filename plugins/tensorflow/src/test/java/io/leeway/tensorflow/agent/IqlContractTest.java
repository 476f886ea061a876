package io.leeway.tensorflow.agent;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.AgentContract;

final class IqlContractTest extends AgentContract {
    @Override
    protected Agent agent(Task task, Dataset dataset, RandomSource random) {
        return new Iql(new IqlConfig(0.7, 3, 100, Configs.agent(true)), task, dataset, random, Device.CPU);
    }
}
