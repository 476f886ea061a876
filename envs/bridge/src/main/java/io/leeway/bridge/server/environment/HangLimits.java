package io.leeway.bridge.server.environment;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

/** The time after which an environment counts as hung, and the most threads that may hang. */
public record HangLimits(
        @Default("60")
        @Positive
        @DecimalMax("10000000")
        @Description("How long one request may take before the environment counts as hung, in seconds.")
        double stepTimeout,

        @Default("16")
        @Min(1)
        @Max(1000)
        @Description("How many threads may hang in environments before none are made any more.")
        int maxAbandonedThreads) {}
