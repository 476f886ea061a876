package io.leeway.tensorflow.agent;

import java.util.List;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    /** Returns one with small networks. */
    static Td3BcConfig small() {
        return normalized(true);
    }

    /** Returns one with small networks that normalises observations or does not. */
    static Td3BcConfig normalized(boolean normalize) {
        return new Td3BcConfig(2.5, 0.99, 0.005, 3e-4, 1e-5, 16, List.of(16, 8), 0.2, 0.5, 2, normalize);
    }

    /** Returns one that learns fast. */
    static Td3BcConfig fast(double alpha, double discount, double learningRate) {
        return new Td3BcConfig(alpha, discount, 0.02, learningRate, 1e-5, 64, List.of(32, 32), 0.2, 0.5, 2, true);
    }
}
