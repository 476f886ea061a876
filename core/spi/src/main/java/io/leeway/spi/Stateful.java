package io.leeway.spi;

import java.nio.file.Path;

/** A part of a run that can be interrupted and go on with the same bytes. */
public interface Stateful {
    /**
     * Keeps everything that later output depends on: weights, optimiser moments, step counts, random state.
     *
     * @param directory exists and is empty
     */
    void save(Path directory);

    /**
     * Goes on from what {@link #save} kept.
     *
     * @throws LeewayException if it is damaged, or belongs to another configuration or layout, saying both
     */
    void load(Path directory);
}
