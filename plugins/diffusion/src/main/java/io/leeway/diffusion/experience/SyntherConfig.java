package io.leeway.diffusion.experience;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/** The configuration of {@link SyntherExperience}; the defaults are those of Lu et al. 2023. */
public record SyntherConfig(
        @Default("5000000") @Min(1) @Description("Synthetic transitions, made once")
        int transitions,

        @Default("0")
        @DecimalMin("0")
        @DecimalMax("1")
        @Description("Part of each batch that is real; none as published for offline agents")
        double realFraction) {}
