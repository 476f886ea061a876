package io.leeway.spi.data;

/** A dataset's origin: a file, or an environment that is played in. */
public interface DatasetSource {
    /**
     * Reads or makes the dataset, as numbers for agents: observations flattened, actions scaled to [-1, 1].
     *
     * @throws io.leeway.spi.LeewayException if it cannot be had, naming the file and what to do
     */
    Dataset load();

    /**
     * Returns how many parts the dataset is made of. A part is made without the others, always the same, so that a long
     * collection that was interrupted goes on after the parts that it has.
     */
    default int parts() {
        return 1;
    }

    /**
     * Reads or makes one part, an episode at a time, in the types of the source; those of {@link #load} unless
     * overridden.
     *
     * @param index from 0 to {@link #parts} - 1
     * @throws io.leeway.spi.LeewayException if it cannot be had, naming the file and what to do
     */
    default EpisodeReader part(int index) {
        return EpisodeReader.of(load());
    }

    /**
     * Returns whether the data depends on the random source; otherwise all seeds of an experiment share one dataset.
     */
    boolean seeded();

    /**
     * Returns what identifies the data beyond the configuration, such as a file's SHA-256; a part of the key of
     * everything that is made from it. Empty where the configuration and the seed say all.
     */
    default String identity() {
        return "";
    }
}
