package io.leeway.tensorflow.bench;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import java.util.Map;

/** Data of a given shape in which there is nothing to learn. */
final class NoiseDataset {
    private NoiseDataset() {}

    /** Returns one episode of normal observations and rewards, and even actions. */
    static Dataset of(int steps, int observationSize, int actionSize, RandomSource random) {
        float[] observations = new float[(steps + 1) * observationSize];
        float[] actions = new float[steps * actionSize];
        float[] rewards = new float[steps];
        random.split("observations").fillGaussian(observations, 0, observations.length);
        random.split("rewards").fillGaussian(rewards, 0, steps);
        RandomSource uniform = random.split("actions");
        for (int i = 0; i < actions.length; i++) {
            actions[i] = 2 * uniform.nextFloat() - 1;
        }
        return new Dataset(
                observationSize,
                actionSize,
                observations,
                actions,
                rewards,
                new int[] {steps},
                new boolean[1],
                new boolean[] {true},
                Map.of());
    }
}
