package io.leeway.trackers.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is sent to servers that are not as they should be, and what is said of them. */
class MlflowRequestsTest {
    private static final String SECRET = "s3cret-t0ken";

    private static MlflowClient client(URI server, Map<String, String> environment, Duration timeout) {
        return new MlflowClient(server, Credentials.of(environment), timeout);
    }

    /** Asks a server that answers everything alike; returns the credentials that it was shown and what came of it. */
    private static List<String> ask(int status, String answer, Map<String, String> environment) throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            client(uri, environment, Duration.ofSeconds(60)).post("runs/search", Map.of());
        } catch (LeewayException e) {
            seen.add(String.valueOf(e.getMessage()).replaceAll(":\\d+ ", ":PORT "));
        } finally {
            server.stop(0);
        }
        return seen;
    }

    @Test
    void credentialsAreThoseOfTheEnvironmentAndNeverSaid() throws IOException {
        assertThat(ask(200, "{}", Map.of("MLFLOW_TRACKING_TOKEN", SECRET))).containsExactly("Bearer " + SECRET);
        String both = Base64.getEncoder().encodeToString(("ada:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(ask(200, "{}", Map.of("MLFLOW_TRACKING_USERNAME", "ada", "MLFLOW_TRACKING_PASSWORD", SECRET)))
                .containsExactly("Basic " + both);
        assertThat(ask(200, "{}", Map.of())).containsExactly("null");
        List<String> refused = ask(401, "no", Map.of("MLFLOW_TRACKING_TOKEN", SECRET));
        assertThat(refused.get(1))
                .isEqualTo("The MLflow server http://127.0.0.1:PORT refuses runs/search (401): set"
                        + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.")
                .doesNotContain(SECRET);
        assertThat(Credentials.of(Map.of("MLFLOW_TRACKING_TOKEN", SECRET)))
                .asString()
                .doesNotContain(SECRET);
    }

    @Test
    void whatAServerSaysOfAFailureIsSaidInOneLine() throws IOException {
        assertThat(ask(500, "{\"error_code\": \"INTERNAL_ERROR\", \"message\": \"disk\\nfull\"}", Map.of()))
                .contains("The MLflow server http://127.0.0.1:PORT answers runs/search with 500: INTERNAL_ERROR: disk"
                        + " full");
        assertThat(ask(502, "<html>" + "x".repeat(1000), Map.of()).get(1)).hasSizeLessThan(400);
        assertThat(ask(200, "<html>hello</html>", Map.of()).get(1))
                .startsWith(
                        "The server http://127.0.0.1:PORT answers runs/search with no JSON: it is no MLflow server");
    }

    @Test
    void aServerThatAcceptsAndNeverAnswersIsLeftAfterTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            long start = System.nanoTime();
            assertThatThrownBy(
                            () -> client(uri, Map.of(), Duration.ofMillis(500)).post("runs/search", Map.of()))
                    .isInstanceOf(LeewayException.class)
                    .hasMessage("The MLflow server " + uri + " did not answer within 0.5 s (runs/search).");
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void wrongConfigurationIsRefusedWhenTheTrackerIsMade() {
        assertThatThrownBy(() -> new MlflowConfig("localhost:5000", "leeway", Duration.ofSeconds(1)))
                .hasMessage("uri must be an address such as http://127.0.0.1:5000, but was 'localhost:5000'");
        assertThatThrownBy(() -> new MlflowConfig("http://ada:" + SECRET + "@host", "leeway", Duration.ofSeconds(1)))
                .hasMessageContaining("must not have a user or a password in it")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> tracker(null, Map.of()))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("The tracker mlflow has no server: set its uri");
        assertThatThrownBy(() -> tracker(null, Map.of("MLFLOW_TRACKING_URI", "file:///tmp/mlruns")))
                .isInstanceOf(LeewayException.class)
                .hasMessageStartingWith("The tracker mlflow: MLFLOW_TRACKING_URI must be an address");
        assertThatThrownBy(() -> tracker("http://host", Map.of("MLFLOW_TRACKING_USERNAME", "ada")))
                .isInstanceOf(LeewayException.class)
                .hasMessage("For the tracker mlflow MLFLOW_TRACKING_USERNAME is set and MLFLOW_TRACKING_PASSWORD is"
                        + " not: set both or neither.");
        assertThatThrownBy(() -> tracker("http://host", Map.of("MLFLOW_TRACKING_TOKEN", SECRET + "\n")))
                .isInstanceOf(LeewayException.class)
                .hasMessageNotContaining(SECRET);
    }

    private static MlflowTracker tracker(@Nullable String uri, Map<String, String> environment) {
        return new MlflowTracker(new MlflowConfig(uri, "leeway", Duration.ofSeconds(1)), Progress.NONE, environment);
    }

    @Test
    void namesAreThoseThatMlflowTakes() {
        assertThat(MlflowNames.of("seed-3/guided/agent").metric("critic_loss")).isEqualTo("guided/agent/critic_loss");
        assertThat(MlflowNames.of("seed-3/guided").seed()).isEqualTo(3L);
        assertThat(MlflowNames.of("guided/seed-3").seed()).isNull();
        assertThat(MlflowNames.allowed("a//b/../c=(d)")).isEqualTo("a/_/b/_../c__d_");
        assertThat(MlflowNames.allowed("x".repeat(400))).hasSize(250);
    }
}
