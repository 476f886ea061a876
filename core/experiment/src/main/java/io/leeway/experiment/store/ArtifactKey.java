package io.leeway.experiment.store;

import io.leeway.wiring.file.Json;
import java.util.Map;

/**
 * The key of an artifact, all that it depends on: two keys that are equal stand for the same bytes.
 *
 * @param kind the stage, such as {@code dataset}
 * @param title what a user reads, such as "dataset, seed 0"
 * @param inputs configuration, seed, component versions and digests, keys of input artifacts, and the machine's traits
 *     that change results: a tree of maps, lists and scalars
 */
public record ArtifactKey(String kind, String title, Map<String, Object> inputs) {
    /** Returns the artifact's name in the store. */
    public String id() {
        return kind + "-" + Json.digest(Map.of("kind", kind, "inputs", inputs)).substring(0, 20);
    }
}
