package io.leeway.bridge.server;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, whom it trusts, and how much it allows.
 *
 * @param listen HOST:PORT or unix:PATH
 * @param tlsCertificate the server's certificate chain
 * @param tlsKey its private key
 * @param tlsClientAuthority who signs clients' certificates
 * @param tokenFile holds the token that clients show
 * @param insecure whether others may connect without protection
 * @param metrics HOST:PORT of Prometheus metrics
 * @param reflection whether the service describes itself
 * @param maxSessions at once
 * @param maxEnvironments at once, over all sessions
 * @param maxEnvironmentsPerSession of one session
 * @param maxMessageBytes of a message, either way
 * @param maxTensorBytes of all tensors of a batch of observations or actions
 * @param maxTransitionRows of one call
 * @param maxRendersPerSecond of one session
 * @param pipelineDepth requests of a session under way or with unacknowledged replies
 * @param idleSeconds how long a session may hear nothing
 * @param resumeSeconds how long a session may be without a stream
 * @param stepTimeout how long a request may take, in seconds
 * @param maxAbandonedThreads threads that hang in environments
 */
public record GrpcServerConfig(
        @Default("127.0.0.1:0")
        @NotEmpty
        @Description(
                "Where to listen: HOST:PORT (port 0: any) or unix:PATH. Other than loopback needs TLS and a token.")
        String listen,

        @Nullable @Description("The server's certificate chain, PEM: switches TLS on.")
        Path tlsCertificate,

        @Nullable @Description("The certificate's private key, PEM, PKCS #8.")
        Path tlsKey,

        @Nullable @Description("The authority that signs clients' certificates, PEM: clients must have one (mTLS).")
        Path tlsClientAuthority,

        @Nullable
        @Description("A file with the token that clients must show; nobody else may have the right to read it.")
        Path tokenFile,

        @Default("false") @Description("Whether to listen to other machines without TLS or a token.")
        boolean insecure,

        @Nullable @Description("Where to give Prometheus metrics, HOST:PORT; none by default.")
        String metrics,

        @Default("false")
        @Description("Whether the service describes itself to tools (gRPC reflection), for development.")
        boolean reflection,

        @Default("64") @Min(1) @Max(10_000) @Description("The most sessions at once.")
        int maxSessions,

        @Default("65536") @Min(1) @Max(10_000_000) @Description("The most environments at once, over all sessions.")
        int maxEnvironments,

        @Default("16384") @Min(1) @Max(1_000_000) @Description("The most environments of one session.")
        int maxEnvironmentsPerSession,

        @Default("67108864") @Min(4096) @Max(1_073_741_824) @Description("The most bytes of a message.")
        int maxMessageBytes,

        @Default("33554432")
        @Min(1024)
        @Max(1_073_741_824)
        @Description("The most bytes of one batch of observations or actions.")
        int maxTensorBytes,

        @Default("65536") @Min(1) @Max(10_000_000) @Description("The most rows of one call for true outcomes.")
        int maxTransitionRows,

        @Default("60") @Positive @DecimalMax("100000") @Description("The most pictures a second of one session.")
        double maxRendersPerSecond,

        @Default("16") @Min(1) @Max(1024) @Description("The most requests of a session without acknowledged replies.")
        int pipelineDepth,

        @Default("3600")
        @Positive
        @DecimalMax("10000000")
        @Description("How long a session may hear nothing, in seconds.")
        double idleSeconds,

        @Default("60")
        @Positive
        @DecimalMax("10000000")
        @Description("How long a session without a stream waits for one, in seconds.")
        double resumeSeconds,

        @Default("60")
        @Positive
        @DecimalMax("10000000")
        @Description("How long one request may take before the environment counts as hung, in seconds.")
        double stepTimeout,

        @Default("16")
        @Min(1)
        @Max(1000)
        @Description("How many threads may hang in environments before none are made any more.")
        int maxAbandonedThreads) {

    /** Checks what goes together. */
    public GrpcServerConfig {
        List<String> problems = new ArrayList<>();
        if ((tlsCertificate == null) != (tlsKey == null)) {
            problems.add("tls-certificate and tls-key go together, but only "
                    + (tlsKey == null ? "tls-certificate" : "tls-key") + " is given");
        }
        if (tlsClientAuthority != null && tlsCertificate == null) {
            problems.add("tls-client-authority needs tls-certificate and tls-key");
        }
        if (maxTensorBytes > maxMessageBytes) {
            problems.add("max-tensor-bytes is " + maxTensorBytes + ", more than max-message-bytes, which is "
                    + maxMessageBytes);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }
}
