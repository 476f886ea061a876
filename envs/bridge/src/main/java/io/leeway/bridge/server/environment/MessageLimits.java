package io.leeway.bridge.server.environment;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;

/** The largest messages, batches and calls. */
public record MessageLimits(
        @Default("67108864") @Min(4096) @Max(1_073_741_824) @Description("The most bytes of a message.")
        int maxMessageBytes,

        @Default("33554432")
        @Min(1024)
        @Max(1_073_741_824)
        @Description("The most bytes of one batch of observations or actions.")
        int maxTensorBytes,

        @Default("65536") @Min(1) @Max(10_000_000) @Description("The most rows of one call for true outcomes.")
        int maxTransitionRows) {

    /** Returns what does not go together, in sentences for users. */
    public List<String> problems() {
        return maxTensorBytes <= maxMessageBytes
                ? List.of()
                : List.of("max-tensor-bytes is " + maxTensorBytes + ", more than max-message-bytes, which is "
                        + maxMessageBytes);
    }
}
