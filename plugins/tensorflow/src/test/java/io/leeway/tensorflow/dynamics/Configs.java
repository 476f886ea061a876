package io.leeway.tensorflow.dynamics;

import java.util.List;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    /** Returns a small ensemble that trains in a second. */
    static PetsConfig small() {
        return small(Activation.RELU, 60, 5);
    }

    static PetsConfig small(Activation activation, int updates, int patience) {
        return new PetsConfig(3, 2, List.of(16, 16), activation, 32, updates, 3e-3, 2.5e-5, 0.2, patience);
    }
}
