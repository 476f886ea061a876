package io.leeway.datasets.d4rl;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link D4rlBenchmark}. */
public record D4rlBenchmarkConfig(
        @Description("The file, in D4RL's layout.") Path file,

        @Nullable
        @Description(
                "A Python with h5py, which then reads the same arrays in turn with this; without it, h5py is left out.")
        String python,

        @Default("32") @Description("Rows of a window.") @Min(1)
        int horizon,

        @Default("1") @Description("Steps between the starts of windows.") @Min(1)
        int stride,

        @Default("5") @Description("How often each measurement is made.") @Min(1) @Max(1000)
        int repeats) {}
