package io.leeway.tensorflow.agent;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.testkit.agent.AgentContract;

final class Td3BcContractTest extends AgentContract {
    @Override
    protected Agent agent(Task task, Dataset dataset, RandomSource random) {
        return new Td3Bc(Configs.small(), task, dataset, random, Device.CPU);
    }
}
