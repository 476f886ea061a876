package io.leeway.spi.data;

/** Where a dataset comes from: a file, or an environment that is played in. */
public interface DatasetSource {
    /**
     * Reads or makes the dataset.
     *
     * @throws io.leeway.spi.LeewayException if it cannot be had, naming the file and what to do
     */
    Dataset load();

    /** Returns whether the data depends on the random source; otherwise all seeds of an experiment share one dataset. */
    boolean seeded();

    /**
     * Returns what identifies the data beyond the configuration, such as a file's SHA-256; a part of the key of
     * everything that is made from it. Empty where the configuration and the seed say all.
     */
    default String identity() {
        return "";
    }
}
