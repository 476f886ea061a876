package io.leeway.bridge.server;

import io.leeway.bridge.server.environment.HangLimits;
import io.leeway.bridge.server.environment.MessageLimits;
import io.leeway.bridge.server.session.Capacity;
import io.leeway.bridge.server.session.SessionLimits;
import io.leeway.bridge.server.transport.Protection;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Inline;
import jakarta.validation.constraints.NotEmpty;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a server: its addresses, protection and limits.
 *
 * @param protection TLS and the token
 * @param capacity sessions and environments at once
 * @param messages sizes of messages
 * @param sessions limits of one session
 * @param hanging limits of environments that hang
 */
public record GrpcServerConfig(
        @Default("127.0.0.1:0")
        @NotEmpty
        @Description(
                "Where to listen: HOST:PORT (port 0: any) or unix:PATH. Other than loopback needs TLS and a token.")
        String listen,

        @Inline Protection protection,

        @Nullable @Description("Where to give Prometheus metrics, HOST:PORT; none by default.")
        String metrics,

        @Default("false")
        @Description("Whether the service describes itself to tools (gRPC reflection), for development.")
        boolean reflection,

        @Inline Capacity capacity,

        @Inline MessageLimits messages,

        @Inline SessionLimits sessions,

        @Inline HangLimits hanging) {

    /** Checks what goes together. */
    public GrpcServerConfig {
        List<String> problems = new ArrayList<>(protection.problems());
        problems.addAll(messages.problems());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
