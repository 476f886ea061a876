package io.leeway.bridge.bench;

import io.leeway.bridge.client.GrpcEnvironmentsConfig;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link BridgeBenchmark}: the server, the environments and the time. */
public record BridgeBenchmarkConfig(
        @Description("The server: HOST:PORT or unix:PATH, as it printed after 'Listening on'. Or give 'targets'.")
        @Nullable
        String target,

        @Default("[]")
        @Description("Several servers of the same environment: the first alone and all side by side are measured, in"
                + " turns.")
        List<String> targets,

        @Description("The environment, as 'leeway env list' shows it, such as HalfCheetah-v5.") @NotBlank
        String id,

        @Default("{}") @Description("What the environment's constructor takes, by name.")
        Map<String, String> kwargs,

        @Default("8") @Description("How many environments are stepped in one call.") @Min(1) @Max(1_000_000)
        int envs,

        @Default("5") @Description("How long to measure, in seconds.") @DecimalMin("0.1") @DecimalMax("300")
        double seconds,

        @Default("10")
        @Description(
                "How long to step before measuring, in seconds: Java compiles a client's code while it runs, for some"
                        + " ten thousand calls.")
        @DecimalMin("0")
        @DecimalMax("300")
        double warmUp,

        @Default("false") @Description("Whether the connection is encrypted with TLS.")
        boolean tls,

        @Description("A PEM file with the certificates of the authorities to trust.") @Nullable
        Path tlsAuthority,

        @Description("A PEM file with this client's certificate, where the server asks for one.") @Nullable
        Path tlsCertificate,

        @Description("A PEM file with the private key of tls-certificate.") @Nullable
        Path tlsKey,

        @Description("A file with the token that the server asks for; left out, that in the environment variable"
                + " LEEWAY_TOKEN.")
        @Nullable
        Path tokenFile) {

    /** Checks that there is a server. */
    public BridgeBenchmarkConfig {
        targets = List.copyOf(targets);
        GrpcEnvironmentsConfig.checkServers(target, targets);
    }

    GrpcEnvironmentsConfig client() {
        return new GrpcEnvironmentsConfig(
                target,
                targets,
                id,
                kwargs,
                tls,
                tlsAuthority,
                tlsCertificate,
                tlsKey,
                tokenFile,
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                1 << 28);
    }
}
