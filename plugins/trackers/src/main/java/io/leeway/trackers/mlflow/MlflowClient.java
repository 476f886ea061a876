package io.leeway.trackers.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * MLflow's REST interface over HTTP.
 *
 * @see <a href="https://mlflow.org/docs/latest/api_reference/rest-api.html">MLflow's REST API</a>
 */
final class MlflowClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/2.0/";
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int MOST_SAID = 300;

    private final URI server;
    private final Credentials credentials;
    private final Duration timeout;
    private final HttpClient http;

    MlflowClient(URI server, Credentials credentials, Duration timeout) {
        this.server = server;
        this.credentials = credentials;
        this.timeout = timeout;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
                .build();
    }

    /** Asks something; empty where the server says that there is no such thing. */
    Optional<JsonNode> get(String method, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send(
                method, request(API + "mlflow/" + method + "?" + parameters).GET());
        return response.statusCode() == 404 && text(response).contains("RESOURCE_DOES_NOT_EXIST")
                ? Optional.empty()
                : Optional.of(answer(method, response));
    }

    /** Asks for something to be done, or for what takes more words. */
    JsonNode post(String method, Object body) {
        BodyPublisher content;
        try {
            content = BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a tree of maps, lists and scalars: " + body, e);
        }
        HttpRequest.Builder request = request(API + "mlflow/" + method)
                .header("Content-Type", "application/json")
                .POST(content);
        return answer(method, send(method, request));
    }

    /** Puts a file in a place of the server's own store of artifacts. */
    void put(String place, BodyPublisher content) {
        String method = "mlflow-artifacts/artifacts/" + place.replace(" ", "%20");
        HttpRequest.Builder request = request(API + method)
                .header("Content-Type", "application/octet-stream")
                .PUT(content);
        answer(method, send(method, request));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + path)).timeout(timeout);
        String header = credentials.header();
        return header == null ? request : request.header("Authorization", header);
    }

    /**
     * Sends a request. Where the connection breaks off, as servers do with one that was idle, it is sent once more,
     * unless it makes something.
     */
    private HttpResponse<String> send(String method, HttpRequest.Builder request) {
        return send(method, request.build(), !method.endsWith("/create"));
    }

    private HttpResponse<String> send(String method, HttpRequest request, boolean again) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw failure(method, "cannot be reached: nothing answers there. Start it, or mend the tracker's uri", e);
        } catch (HttpTimeoutException e) {
            throw failure(method, "did not answer within " + timeout.toMillis() / 1000.0 + " s", e);
        } catch (IOException e) {
            if (again) {
                return send(method, request, false);
            }
            throw failure(method, "broke off: " + FileProblem.text(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(method, "had not answered when the run ended", e);
        }
    }

    private LeewayException failure(String method, String what, Exception cause) {
        return new LeewayException("The MLflow server " + server + " " + what + " (" + method + ").", cause);
    }

    private JsonNode answer(String method, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new LeewayException("The MLflow server " + server + " refuses " + method + " (" + status
                    + "): set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.");
        }
        if (status / 100 != 2) {
            throw new LeewayException(
                    "The MLflow server " + server + " answers " + method + " with " + status + ": " + text(response));
        }
        if (response.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new LeewayException(
                    "The server " + server + " answers " + method + " with no JSON: it is no MLflow server, or its"
                            + " address goes on, such as http://host/mlflow",
                    e);
        }
    }

    /** Returns what the server said of a failure, in one line. */
    private static String text(HttpResponse<String> response) {
        String text = response.body();
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.hasNonNull("message")) {
                text = tree.path("error_code").asText() + ": "
                        + tree.path("message").asText();
            }
        } catch (IOException plain) {
            // a page, such as a proxy's
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() > MOST_SAID ? line.substring(0, MOST_SAID) + "…" : line;
    }
}
