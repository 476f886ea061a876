package io.leeway.diffusion.experience;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;

/**
 * The configuration of {@link SyntherExperience}; the defaults are those of Lu et al. 2023 for offline agents
 * (github.com/conglu1997/SynthER: {@code save_num_samples} of {@code train_diffuser.py}, and buffers of these samples
 * alone).
 */
public record SyntherConfig(
        @Default("5000000")
        @Min(1)
        @Description("Synthetic transitions, made once; on a laptop a tenth, such as 500000, is enough to begin with")
        int transitions,

        @Default("0")
        @DecimalMin("0")
        @DecimalMax("1")
        @Description("Part of each batch that is real; none as published for offline agents")
        double realFraction) {}
