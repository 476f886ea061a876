package io.leeway.bridge.server.session;

import io.leeway.bridge.server.environment.Seconds;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** The limits that every session is held to. */
public record SessionLimits(
        @Default("60") @Positive @DecimalMax("100000") @Description("The most pictures a second of one session.")
        double maxRendersPerSecond,

        @Default("16") @Min(1) @Max(1024) @Description("The most requests of a session without acknowledged replies.")
        int pipelineDepth,

        @Default("3600")
        @Positive
        @DecimalMax("10000000")
        @Description("How long a session may hear nothing, in seconds.")
        double idleSeconds,

        @Default("10")
        @Positive
        @DecimalMax("10000000")
        @Description("How long a session whose stream broke waits for another, in seconds.")
        double resumeSeconds) {
    private static final double UNATTACHED_TIMES = 6;

    Duration idle() {
        return Seconds.duration(idleSeconds);
    }

    Duration resume() {
        return Seconds.duration(resumeSeconds);
    }

    /**
     * Returns how long a session is kept that no stream was ever attached to, six times as long as one whose stream
     * broke: whoever made it may ask other things.
     */
    Duration unattached() {
        return Seconds.duration(UNATTACHED_TIMES * resumeSeconds);
    }
}
