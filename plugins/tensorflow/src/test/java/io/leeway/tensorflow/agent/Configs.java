package io.leeway.tensorflow.agent;

import java.util.List;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    /** Returns one with small networks. */
    static Td3BcConfig small() {
        return new Td3BcConfig(2.5, 0.99, 0.005, 3e-4, 1e-5, 16, List.of(16, 8), 0.2, 0.5, 2, true);
    }
}
