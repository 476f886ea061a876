package com.acme.pull;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.PositiveOrZero;

/** The keys of the scheme, as in {@code guidance: {type: acme-pull, strength: 2}}. */
public record PullConfig(
        @Default("1.0") @PositiveOrZero @Description("How hard actions are pulled; 0 leaves them alone")
        double strength) {}
