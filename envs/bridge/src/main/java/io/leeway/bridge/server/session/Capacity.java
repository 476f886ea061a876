package io.leeway.bridge.server.session;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The most sessions and environments that are open at once. */
public record Capacity(
        @Default("64") @Min(1) @Max(10_000) @Description("The most sessions at once.")
        int maxSessions,

        @Default("65536") @Min(1) @Max(10_000_000) @Description("The most environments at once, over all sessions.")
        int maxEnvironments,

        @Default("16384") @Min(1) @Max(1_000_000) @Description("The most environments of one session.")
        int maxEnvironmentsPerSession) {}
