package io.leeway.tensorflow.agent;

import io.leeway.spi.Device;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.tensorflow.agent.algorithm.Awac;
import io.leeway.tensorflow.agent.algorithm.AwacConfig;
import io.leeway.tensorflow.agent.algorithm.Bc;
import io.leeway.tensorflow.agent.algorithm.BcConfig;
import io.leeway.tensorflow.agent.algorithm.Edac;
import io.leeway.tensorflow.agent.algorithm.EdacConfig;
import io.leeway.tensorflow.agent.algorithm.Iql;
import io.leeway.tensorflow.agent.algorithm.IqlConfig;
import io.leeway.tensorflow.agent.algorithm.Rebrac;
import io.leeway.tensorflow.agent.algorithm.RebracConfig;
import io.leeway.tensorflow.agent.algorithm.SacN;
import io.leeway.tensorflow.agent.algorithm.SacNConfig;
import io.leeway.tensorflow.agent.algorithm.Td3Bc;
import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Combo;
import io.leeway.tensorflow.agent.algorithm.conservative.ComboConfig;
import io.leeway.tensorflow.agent.algorithm.conservative.Cql;
import io.leeway.tensorflow.agent.algorithm.conservative.CqlConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;

/** Every algorithm, made alike for tests. */
public enum Agents {
    TD3_BC {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Td3Bc(new Td3BcConfig(20, 0.2, 0.5, 2, config), task, dataset, random, Device.CPU);
        }
    },
    IQL {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Iql(new IqlConfig(0.9, 6, 1e6, config), task, dataset, random, Device.CPU);
        }
    },
    BC {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Bc(new BcConfig(config), task, dataset, random, Device.CPU);
        }
    },
    CQL {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            CqlConfig whole = new CqlConfig(0.02, 4, config.learningRate(), config);
            return new Cql(whole, task, dataset, random, Device.CPU);
        }
    },
    COMBO {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            ComboConfig whole = new ComboConfig(0.02, 4, config.learningRate(), config);
            return new Combo(whole, task, dataset, random, Device.CPU);
        }
    },
    SAC_N {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new SacN(new SacNConfig(2, config), task, dataset, random, Device.CPU);
        }
    },
    EDAC {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Edac(new EdacConfig(2, 0.1, config), task, dataset, random, Device.CPU);
        }
    },
    AWAC {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            return new Awac(new AwacConfig(0.2, 1e6, config), task, dataset, random, Device.CPU);
        }
    },
    REBRAC {
        @Override
        public Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random) {
            RebracConfig whole = new RebracConfig(0.05, 0.01, 0.2, 0.5, 2, true, config);
            return new Rebrac(whole, task, dataset, random, Device.CPU);
        }
    };

    public abstract Agent create(AgentConfig config, Task task, Dataset dataset, RandomSource random);
}
