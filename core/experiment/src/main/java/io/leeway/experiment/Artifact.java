package io.leeway.experiment;

import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.Map;

/**
 * A finished artifact.
 *
 * @param key what it was made from
 * @param directory its folder in the store
 * @param reused whether it was there already
 */
record Artifact(ArtifactKey key, Path directory, boolean reused) {
    /** Returns a file or folder of the artifact. */
    Path resolve(String name) {
        return directory.resolve(name);
    }

    /** Returns the SHA-256 of each of its files, by name. */
    Object digests() {
        return Json.read(resolve(ArtifactStore.DESCRIPTION)).getOrDefault("sha256", Map.of());
    }
}
