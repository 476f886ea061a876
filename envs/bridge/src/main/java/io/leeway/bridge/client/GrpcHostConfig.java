package io.leeway.bridge.client;

import io.leeway.bridge.client.connection.Endpoint;
import io.leeway.bridge.client.connection.Security;
import io.leeway.bridge.client.connection.Timeouts;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link GrpcEnvironmentHost}: the server, security and timeouts. */
public record GrpcHostConfig(
        @Description("The server: HOST:PORT or unix:PATH, as it printed after 'Listening on'.") @NotBlank
        String target,

        @Default("false") @Description("Whether the connection is encrypted with TLS.")
        boolean tls,

        @Description("A PEM file with the certificates of the authorities to trust; left out, those that Java trusts.")
        @Nullable
        Path tlsAuthority,

        @Description("A PEM file with this client's certificate, where the server asks for one.") @Nullable
        Path tlsCertificate,

        @Description("A PEM file with the private key of tls-certificate.") @Nullable
        Path tlsKey,

        @Description("A file with the token that the server asks for; left out, that in the environment variable"
                + " LEEWAY_TOKEN.")
        @Nullable
        Path tokenFile,

        @Default("10s") @Description("How long a server may take to be there and to answer, the first time.")
        Duration connectTimeout,

        @Default("2m") @Description("How long a server may take to make environments.")
        Duration makeTimeout,

        @Default("1m") @Description("How long one reset or step may take before the environment counts as hung.")
        Duration stepTimeout,

        @Default("30s") @Description("How long a server that was there may be away, at any call.")
        Duration reconnectTimeout,

        @Default("67108864")
        @Description("The largest message that is accepted, in bytes.")
        @Min(65_536)
        @Max(1_073_741_824)
        int maxMessageBytes) {
    /** Checks what belongs together. */
    public GrpcHostConfig {
        new Security(tls, tlsAuthority, tlsCertificate, tlsKey, tokenFile).check();
        new Timeouts(connectTimeout, makeTimeout, stepTimeout, reconnectTimeout).check();
    }

    Endpoint endpoint(String id) {
        return new Endpoint(
                target,
                id,
                new Security(tls, tlsAuthority, tlsCertificate, tlsKey, tokenFile),
                new Timeouts(connectTimeout, makeTimeout, stepTimeout, reconnectTimeout),
                maxMessageBytes);
    }
}
