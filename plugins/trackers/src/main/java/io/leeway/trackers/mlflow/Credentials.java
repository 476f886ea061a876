package io.leeway.trackers.mlflow;

import io.leeway.spi.LeewayException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server is shown of who asks, as MLflow's own clients take it from the environment; never printed. */
final class Credentials {
    private static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

    private final @Nullable String header;

    private Credentials(@Nullable String header) {
        this.header = header;
    }

    /**
     * Reads environment variables.
     *
     * @throws LeewayException if they are incomplete
     */
    static Credentials of(Map<String, String> environment) {
        String user = environment.getOrDefault(USERNAME, "");
        String password = environment.getOrDefault(PASSWORD, "");
        String token = environment.getOrDefault(TOKEN, "");
        if (user.isEmpty() != password.isEmpty()) {
            throw new LeewayException("For the tracker mlflow " + (user.isEmpty() ? PASSWORD : USERNAME)
                    + " is set and " + (user.isEmpty() ? USERNAME : PASSWORD) + " is not: set both or neither.");
        }
        if (!user.isEmpty()) {
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
        }
        if (!token.matches("[\\x21-\\x7e]*")) {
            throw new LeewayException("For the tracker mlflow " + TOKEN + " is set to what is no token: it has spaces"
                    + " or line ends in it.");
        }
        return new Credentials(token.isEmpty() ? null : "Bearer " + token);
    }

    /** Returns the value of the header {@code Authorization}; null if there is none. */
    @Nullable
    String header() {
        return header;
    }

    @Override
    public String toString() {
        return header == null ? "no credentials" : "credentials";
    }
}
