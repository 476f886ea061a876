package io.leeway.diffusion.experience;

import io.leeway.spi.Configured;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.diffusion.Guidance;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link DiffusionExperience}; the defaults are those of Jackson et al. 2024. */
public record DiffusionExperienceConfig(
        @Default("8192") @Min(1) @Description("Synthetic trajectories made at each refresh")
        int trajectories,

        @Default("10000")
        @PositiveOrZero
        @Description("Agent updates between refreshes; 0 makes one unguided dataset and keeps it")
        long refresh,

        @Default("0.0625")
        @DecimalMin("0")
        @DecimalMax("1")
        @Description("Part of each batch that is real: 0.0625 is 16 of 256")
        double realFraction,

        @Default("{type: none}")
        @Description("The scheme that guides the synthetic trajectories after the first refresh")
        Configured<Guidance> guidance) {

    /** Checks that guidance has a refresh to take effect in. */
    public DiffusionExperienceConfig {
        if (refresh == 0 && !guidance.type().equals("none")) {
            throw new IllegalArgumentException("guidance takes effect from the second refresh on, but refresh: 0 makes"
                    + " only one dataset; choose a refresh above 0, or guidance: {type: none}");
        }
    }
}
