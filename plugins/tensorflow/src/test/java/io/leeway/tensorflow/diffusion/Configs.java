package io.leeway.tensorflow.diffusion;

/** Configurations for tests. */
final class Configs {
    private Configs() {}

    /** Returns one that trains in a second. */
    static EdmUnetConfig small() {
        return new EdmUnetConfig(8, 2, 3, 8, true, 16, 60, 0.003, 0.1, 0.995, 2, -1.2, 1.2, false);
    }
}
