package io.leeway.experiment.stage;

import io.leeway.spi.RandomSource;

/**
 * A seed of a run.
 *
 * @param value the number from which every stream of the seed is derived
 */
public record Seed(long value) {
    /** Returns the stream of that name, at its beginning. */
    public RandomSource stream(String name) {
        return RandomSource.of(value).split(name);
    }
}
