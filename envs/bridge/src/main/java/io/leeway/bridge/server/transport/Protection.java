package io.leeway.bridge.server.transport;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of TLS and of the token that clients show. */
public record Protection(
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
        boolean insecure) {
    /** Neither TLS nor a token, for addresses that this machine alone can reach. */
    public static final Protection NONE = new Protection(null, null, null, null, false);

    /** Returns what does not go together, in sentences for users. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if ((tlsCertificate == null) != (tlsKey == null)) {
            problems.add("tls-certificate and tls-key go together, but only "
                    + (tlsKey == null ? "tls-certificate" : "tls-key") + " is given");
        }
        if (tlsClientAuthority != null && tlsCertificate == null) {
            problems.add("tls-client-authority needs tls-certificate and tls-key");
        }
        return problems;
    }

    /** Returns whether connections are encrypted. */
    public boolean tls() {
        return tlsCertificate != null;
    }

    /** Returns whether clients must show a token. */
    public boolean token() {
        return tokenFile != null;
    }
}
