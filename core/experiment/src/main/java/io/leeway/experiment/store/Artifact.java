package io.leeway.experiment.store;

import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** The folder of something that a stage made. */
public abstract class Artifact {
    private final Path directory;

    /** Stands for a folder, which may be empty yet. */
    protected Artifact(Path directory) {
        this.directory = directory;
    }

    /** Returns its folder: in the store, or a link to there. */
    public Path directory() {
        return directory;
    }

    /** Returns a file or folder of the artifact. */
    protected Path resolve(String name) {
        return directory.resolve(name);
    }

    /** Returns its name in the store. */
    public String id() {
        return String.valueOf(directory.getFileName());
    }

    /** Returns how long it took to make, where that is known; an interrupted try's time is not in it. */
    public OptionalDouble seconds() {
        Object seconds = Json.read(resolve(ArtifactStore.DESCRIPTION)).get(ArtifactStore.SECONDS);
        return seconds instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }

    /** Returns the SHA-256 of each of its files, by name. */
    public Object digests() {
        return Json.read(resolve(ArtifactStore.DESCRIPTION)).getOrDefault("sha256", Map.of());
    }
}
