package io.leeway.tensorflow.agent;

import io.leeway.tensorflow.agent.algorithm.Td3BcConfig;
import io.leeway.tensorflow.agent.update.AgentConfig;
import java.util.List;

/** Configurations for tests. */
public final class Configs {
    private Configs() {}

    /** Returns a TD3+BC with small networks. */
    public static Td3BcConfig small() {
        return new Td3BcConfig(2.5, 0.2, 0.5, 2, agent(true));
    }

    /** Returns the configuration of small networks. */
    public static AgentConfig agent(boolean normalize) {
        return new AgentConfig(0.99, 0.005, 3e-4, 1e-5, 16, List.of(16, 8), normalize, 1, 0);
    }

    /** Returns a TD3+BC that learns fast. */
    public static Td3BcConfig td3Bc(double alpha, double discount, double learningRate) {
        return new Td3BcConfig(alpha, 0.2, 0.5, 2, fast(discount, learningRate, 1));
    }

    /** Returns the configuration of networks that learn fast. */
    public static AgentConfig fast(double discount, double learningRate, double rewardScale) {
        return new AgentConfig(discount, 0.02, learningRate, 1e-5, 64, List.of(32, 32), true, rewardScale, 0);
    }
}
