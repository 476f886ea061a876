package io.leeway.bridge.client.connection;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The client's TLS and token. */
public record Security(
        boolean tls,
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable Path tokenFile) {
    private static final String VARIABLE = "LEEWAY_TOKEN";

    public void check() {
        if (!tls && (authority != null || certificate != null || key != null)) {
            throw new IllegalArgumentException(
                    "The keys 'tls-authority', 'tls-certificate' and 'tls-key' need 'tls' to be true");
        }
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("The keys 'tls-certificate' and 'tls-key' need each other");
        }
    }

    public ChannelCredentials credentials() {
        if (!tls) {
            return InsecureChannelCredentials.create();
        }
        TlsChannelCredentials.Builder builder = TlsChannelCredentials.newBuilder();
        try {
            if (authority != null) {
                builder.trustManager(authority.toFile());
            }
            if (certificate != null && key != null) {
                builder.keyManager(certificate.toFile(), key.toFile());
            }
        } catch (IOException unreadable) {
            throw new LeewayException(
                    "A file of tls-authority, tls-certificate or tls-key cannot be read: "
                            + FileProblem.text(unreadable),
                    unreadable);
        }
        return builder.build();
    }

    /** Returns where the token is from, for messages. */
    public String tokenSource() {
        return tokenFile == null ? "the variable " + VARIABLE : "token-file " + tokenFile;
    }

    /** Returns the token, where there is one. */
    public Optional<String> token() {
        String token = tokenFile == null ? System.getenv(VARIABLE) : read(tokenFile);
        if (token == null || token.isBlank()) {
            if (tokenFile != null) {
                throw new LeewayException("The token file " + tokenFile + " is empty");
            }
            return Optional.empty();
        }
        String trimmed = token.strip();
        if (!trimmed.chars().allMatch(each -> each > ' ' && each < 0x7F)) {
            throw new LeewayException("The token in " + tokenSource() + " must be one word of printable ASCII");
        }
        return Optional.of(trimmed);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new LeewayException("The token file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }
}
