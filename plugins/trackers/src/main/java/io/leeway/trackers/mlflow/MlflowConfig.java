package io.leeway.trackers.mlflow;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link MlflowTracker}. */
public record MlflowConfig(
        @Description("The server, such as http://127.0.0.1:5000; left out, that of the environment variable"
                + " MLFLOW_TRACKING_URI. User and password, or a token, are those of MLFLOW_TRACKING_USERNAME and"
                + " MLFLOW_TRACKING_PASSWORD, or of MLFLOW_TRACKING_TOKEN")
        @Nullable
        String uri,

        @Description("The experiment of MLflow's that lists the run; made where it is missing") @Default("leeway")
        String experiment,

        @Description("How long the server may take to answer a request") @Default("10s")
        Duration timeout) {

    /** Checks that the server can be asked at all. */
    public MlflowConfig {
        if (uri != null) {
            checkServer("uri", uri);
        }
        if (experiment.isBlank()) {
            throw new IllegalArgumentException("experiment must be a name, but was blank");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be longer than nothing, such as 10s");
        }
    }

    /** Returns a server's address, without a slash at its end. */
    static URI checkServer(String name, String text) {
        URI server;
        try {
            server = URI.create(text.strip().replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " must be an address such as http://127.0.0.1:5000", e);
        }
        String scheme = server.getScheme();
        if (server.getRawUserInfo() != null) {
            throw new IllegalArgumentException(name + " must not have a user or a password in it: set"
                    + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN");
        }
        if (server.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    name + " must be an address such as http://127.0.0.1:5000, but was '" + text + "'");
        }
        return server;
    }
}
