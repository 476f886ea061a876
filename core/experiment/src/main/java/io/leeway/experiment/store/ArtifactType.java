package io.leeway.experiment.store;

import java.nio.file.Path;
import java.util.function.Function;

/**
 * A type of artifacts.
 *
 * @param kind the first word of their names in the store, such as {@code dataset}
 * @param open the artifact of a folder
 * @param <A> the type
 */
public record ArtifactType<A extends Artifact>(String kind, Function<Path, A> open) {
    /** Returns the artifact of a folder. */
    public A at(Path directory) {
        return open.apply(directory);
    }
}
