package io.leeway.trackers.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.trackers.keeping.LastSteps;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of MLflow's. What it has is asked of the server once, when it is opened. */
final class MlflowRun {
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_VALUE = 6000;
    private static final String PROXIED = "mlflow-artifacts";

    private final MlflowClient client;
    private final String id;
    private final @Nullable String place;
    private final LastSteps last = new LastSteps();
    private final Set<String> parameters = new HashSet<>();
    private final List<Map<String, Object>> added = new ArrayList<>();

    /** Opens a run from how the server describes it. */
    MlflowRun(MlflowClient client, JsonNode run) {
        this.client = client;
        id = run.path("info").path("run_id").asText();
        place = place(run.path("info").path("artifact_uri").asText());
        for (JsonNode metric : run.path("data").path("metrics")) {
            last.note(metric.path("key").asText(), metric.path("step").asLong());
        }
        for (JsonNode parameter : run.path("data").path("params")) {
            parameters.add(parameter.path("key").asText());
        }
    }

    /** Returns the place within the server's own store, where it is the one that keeps this run's files. */
    private static @Nullable String place(String uri) {
        if (!uri.startsWith(PROXIED + ":")) {
            return null;
        }
        return Optional.ofNullable(URI.create(uri).getPath())
                .map(path -> path.replaceAll("^/+", ""))
                .orElse(null);
    }

    String id() {
        return id;
    }

    /** Returns whether files can be sent to it. */
    boolean takesFiles() {
        return place != null;
    }

    /** Adds a metric unless it is there; {@link #send} sends it. */
    void add(String key, double value, long milliseconds, long step) {
        if (!last.advance(key, step)) {
            return;
        }
        Map<String, Object> metric = new LinkedHashMap<>();
        metric.put("key", key);
        metric.put("value", value);
        metric.put("timestamp", milliseconds);
        metric.put("step", step);
        added.add(metric);
    }

    /** Sends what was added, a thousand metrics a request. */
    void send() {
        for (int from = 0; from < added.size(); from += MOST_METRICS) {
            List<Map<String, Object>> some = added.subList(from, Math.min(added.size(), from + MOST_METRICS));
            client.post("runs/log-batch", Map.of("run_id", id, "metrics", some));
        }
        added.clear();
    }

    /** Sends the parameters that it does not have: those that it has cannot change. */
    void send(Map<String, String> values) {
        List<Map<String, String>> missing = new ArrayList<>();
        values.forEach((name, value) -> {
            String key = MlflowNames.allowed(name);
            if (parameters.add(key)) {
                missing.add(Map.of("key", key, "value", cut(value)));
            }
        });
        for (int from = 0; from < missing.size(); from += MOST_PARAMETERS) {
            List<Map<String, String>> some = missing.subList(from, Math.min(missing.size(), from + MOST_PARAMETERS));
            client.post("runs/log-batch", Map.of("run_id", id, "params", some));
        }
    }

    private static String cut(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE - 1) + "…" : value;
    }

    /** Sends a file; one of the same name is replaced. */
    void send(String name, BodyPublisher content) {
        client.put(place + "/" + MlflowNames.allowed(name), content);
    }

    /** Says how it goes. */
    void update(String status, @Nullable Long endedMilliseconds) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", id);
        body.put("status", status);
        if (endedMilliseconds != null) {
            body.put("end_time", endedMilliseconds);
        }
        client.post("runs/update", body);
    }
}
