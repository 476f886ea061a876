package io.leeway.tensorflow.bench;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import io.leeway.tensorflow.dynamics.PetsConfig;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of {@link DynamicsBenchmark}.
 *
 * @param network the ensemble
 */
public record DynamicsBenchmarkConfig(
        @Inline @Default("{updates: 1000000, patience: 1000000}")
        PetsConfig network,

        @Default("17") @Min(1) @Description("Columns of an observation.")
        int observation,

        @Default("6") @Min(1) @Description("Columns of an action.")
        int action,

        @Default("32000")
        @Min(10)
        @Description("Transitions of the data. One measurement is an epoch, with the error of those held out.")
        int transitions,

        @Default("20000") @Min(1) @Description("Rows that are predicted at once.")
        int predictions,

        @Default("7") @Min(1) @Max(1000) @Description("How often each measurement is made; figures are medians.")
        int repeats,

        @Description(
                "A clone of github.com/EmptyJackson/unifloral, whose JAX code then does the same work in turn; without"
                        + " it, it is left out.")
        @Nullable
        String unifloral,

        @Default("python3") @Description("A Python with jax, flax and optax, for --unifloral.")
        String python) {}
