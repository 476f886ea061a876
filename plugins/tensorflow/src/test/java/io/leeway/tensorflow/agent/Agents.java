package io.leeway.tensorflow.agent;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;

/** Every algorithm, made alike for tests. */
enum Agents {
    TD3_BC {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Td3Bc(new Td3BcConfig(20, 0.2, 0.5, 2, config), task, dataset, random, Device.CPU);
        }
    },
    IQL {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Iql(new IqlConfig(0.9, 6, 1e6, config), task, dataset, random, Device.CPU);
        }
    },
    BC {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Bc(new BcConfig(config), task, dataset, random, Device.CPU);
        }
    },
    CQL {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            CqlConfig whole = new CqlConfig(0.02, 4, config.learningRate(), config);
            return new Cql(whole, task, dataset, random, Device.CPU);
        }
    },
    SAC_N {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new SacN(new SacNConfig(2, config), task, dataset, random, Device.CPU);
        }
    },
    EDAC {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Edac(new EdacConfig(2, 0.1, config), task, dataset, random, Device.CPU);
        }
    },
    AWAC {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Awac(new AwacConfig(0.2, 1e6, config), task, dataset, random, Device.CPU);
        }
    },
    REBRAC {
        @Override
        Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            RebracConfig whole = new RebracConfig(0.05, 0.01, 0.2, 0.5, 2, true, config);
            return new Rebrac(whole, task, dataset, random, Device.CPU);
        }
    };

    abstract Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random);
}
