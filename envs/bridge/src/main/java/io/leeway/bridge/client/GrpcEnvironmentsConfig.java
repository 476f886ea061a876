package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.client.connection.Security;
import io.leeway.bridge.client.connection.Timeouts;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.Incidental;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link GrpcEnvironments}: the server, one of its environments, security and timeouts. */
public record GrpcEnvironmentsConfig(
        @Incidental
        @Description("The server: HOST:PORT or unix:PATH, as it printed after 'Listening on'. Or give 'targets'.")
        @Nullable
        String target,

        @Incidental
        @Default("[]")
        @Description(
                "Several servers of the same environment, instead of 'target'. An evaluation plays on all of them side"
                        + " by side, each episode on one that is free, with the figures of one server; whatever else"
                        + " needs an environment is done by the first that answers.")
        List<String> targets,

        @Description("The environment, as 'leeway env list' shows it, such as HalfCheetah-v5.") @NotBlank
        String id,

        @Default("{}")
        @Description(
                "What the environment's constructor takes, by name: numbers, true, false or texts; lists and mappings"
                        + " as JSON in quotes.")
        Map<String, String> kwargs,

        @Incidental @Default("false") @Description("Whether the connection is encrypted with TLS.")
        boolean tls,

        @Incidental
        @Description("A PEM file with the certificates of the authorities to trust; left out, those that Java trusts.")
        @Nullable
        Path tlsAuthority,

        @Incidental @Description("A PEM file with this client's certificate, where the server asks for one.") @Nullable
        Path tlsCertificate,

        @Incidental @Description("A PEM file with the private key of tls-certificate.") @Nullable
        Path tlsKey,

        @Incidental
        @Description("A file with the token that the server asks for; left out, that in the environment variable"
                + " LEEWAY_TOKEN.")
        @Nullable
        Path tokenFile,

        @Incidental
        @Default("10s")
        @Description("How long a server may take to be there and to answer, the first time.")
        Duration connectTimeout,

        @Incidental @Default("2m") @Description("How long a server may take to make environments.")
        Duration makeTimeout,

        @Incidental
        @Default("1m")
        @Description("How long one reset or step may take before the environment counts as hung.")
        Duration stepTimeout,

        @Incidental @Default("30s") @Description("How long a server that was there may be away, at any call.")
        Duration reconnectTimeout,

        @Incidental
        @Default("67108864")
        @Description("The largest message that is accepted, in bytes.")
        @Min(65_536)
        @Max(1_073_741_824)
        int maxMessageBytes) {
    /** Checks what belongs together. */
    public GrpcEnvironmentsConfig {
        kwargs = Map.copyOf(kwargs);
        targets = List.copyOf(targets);
        Targets.check(target, targets);
        new Security(tls, tlsAuthority, tlsCertificate, tlsKey, tokenFile).check();
        new Timeouts(connectTimeout, makeTimeout, stepTimeout, reconnectTimeout).check();
    }

    /**
     * Checks that there is one server, or several different ones.
     *
     * @throws IllegalArgumentException naming the keys
     */
    public static void checkServers(@Nullable String target, List<String> targets) {
        Targets.check(target, targets);
    }

    /** Returns the servers, at least one. */
    List<Endpoint> endpoints() {
        Security security = new Security(tls, tlsAuthority, tlsCertificate, tlsKey, tokenFile);
        Timeouts timeouts = new Timeouts(connectTimeout, makeTimeout, stepTimeout, reconnectTimeout);
        return (target == null ? targets : List.of(target))
                .stream()
                        .map(each -> new Endpoint(each, id, security, timeouts, maxMessageBytes))
                        .toList();
    }
}
