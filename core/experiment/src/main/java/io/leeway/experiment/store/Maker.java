package io.leeway.experiment.store;

import java.nio.file.Path;

/** The work of a stage. */
@FunctionalInterface
public interface Maker {
    /**
     * Writes the artifact.
     *
     * @param output an empty folder for its files
     * @param checkpoints what an earlier, interrupted try left, and where to leave more
     */
    void make(Path output, Checkpoints checkpoints);
}
