package io.leeway.trackers.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run as MLflow lists it: one run, and nested in it one for each seed. They are found again by tags that name the
 * run's folder, so that a run that goes on does so in the same ones.
 */
final class MlflowRuns {
    private static final String ID = "leeway.id";
    private static final String SEED = "leeway.seed";
    private static final String PARENT = "mlflow.parentRunId";
    private static final String NAME = "mlflow.runName";
    private static final String NOTE = "mlflow.note.content";
    private static final int MOST_FOUND = 1000;

    private final MlflowClient client;
    private final Tracker.Run run;
    private final String experiment;
    private final MlflowRun parent;
    private final Map<Long, MlflowRun> bySeed = new LinkedHashMap<>();

    /** Finds the run in an experiment, or makes both. */
    MlflowRuns(MlflowClient client, Tracker.Run run, String experimentName) {
        this.client = client;
        this.run = run;
        experiment = experiment(experimentName);
        String whole = "tags.`" + ID + "` = '" + run.id() + "' and tags.`" + SEED + "` = 'all'";
        parent = new MlflowRun(client, search(whole).stream().findFirst().orElseGet(() -> create(run.name(), null)));
        for (JsonNode found : search("tags.`" + PARENT + "` = '" + parent.id() + "'")) {
            seedOf(found).ifPresent(seed -> bySeed.putIfAbsent(seed, new MlflowRun(client, found)));
        }
        parent.send(run.parameters());
        all().forEach(each -> each.update("RUNNING", null));
    }

    private String experiment(String name) {
        Map<String, String> query = Map.of("experiment_name", name);
        JsonNode found = client.get("experiments/get-by-name", query).orElse(null);
        if (found == null) {
            try {
                return client.post("experiments/create", Map.of("name", name))
                        .path("experiment_id")
                        .asText();
            } catch (LeewayException e) {
                // Another run may have made it meanwhile.
                found = client.get("experiments/get-by-name", query).orElseThrow(() -> e);
            }
        }
        if (found.path("experiment").path("lifecycle_stage").asText().equals("deleted")) {
            throw new LeewayException("The experiment '" + name + "' was deleted in MLflow: restore it there, or set"
                    + " the tracker's experiment to another name");
        }
        return found.path("experiment").path("experiment_id").asText();
    }

    private List<JsonNode> search(String filter) {
        JsonNode found = client.post(
                "runs/search",
                Map.of("experiment_ids", List.of(experiment), "filter", filter, "max_results", MOST_FOUND));
        List<JsonNode> runs = new ArrayList<>();
        found.path("runs").forEach(runs::add);
        return runs;
    }

    private static Optional<Long> seedOf(JsonNode found) {
        for (JsonNode tag : found.path("data").path("tags")) {
            if (tag.path("key").asText().equals(SEED)
                    && tag.path("value").asText().matches("-?\\d{1,18}")) {
                return Optional.of(Long.valueOf(tag.path("value").asText()));
            }
        }
        return Optional.empty();
    }

    private JsonNode create(String name, @Nullable Long seed) {
        List<Map<String, String>> tags = new ArrayList<>();
        tags.add(tag(ID, run.id()));
        tags.add(tag(SEED, seed == null ? "all" : seed.toString()));
        tags.add(tag(NAME, name));
        tags.add(tag("leeway.folder", run.folder().toString()));
        if (seed == null) {
            tags.add(tag(NOTE, "A run of Leeway in " + run.folder()));
        } else {
            tags.add(tag(PARENT, parent.id()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experiment_id", experiment);
        body.put("run_name", name);
        body.put("start_time", run.clock().millis());
        body.put("tags", tags);
        return client.post("runs/create", body).path("run");
    }

    private static Map<String, String> tag(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    /** Returns the run that has a seed's metrics; made where it is missing. */
    MlflowRun of(@Nullable Long seed) {
        if (seed == null) {
            return parent;
        }
        MlflowRun known = bySeed.get(seed);
        if (known == null) {
            known = new MlflowRun(client, create("seed-" + seed, seed));
            bySeed.put(seed, known);
            known.send(Map.of("seed", seed.toString()));
        }
        return known;
    }

    /** Returns all of them, the nested ones first. */
    Collection<MlflowRun> all() {
        List<MlflowRun> all = new ArrayList<>(bySeed.values());
        all.add(parent);
        return all;
    }
}
