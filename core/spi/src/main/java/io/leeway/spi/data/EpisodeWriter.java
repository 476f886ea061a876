package io.leeway.spi.data;

/**
 * A writer of a dataset, an episode at a time, aside of where it will be.
 *
 * <p>Nothing is where readers look before {@link #commit}; closing a writer that was not committed removes what it
 * wrote.
 */
public interface EpisodeWriter extends AutoCloseable {
    /**
     * Writes the next episode.
     *
     * @throws io.leeway.spi.LeewayException if its columns are not those of the episodes before, or the format cannot
     *     hold them, naming the column; or if the disk is full
     */
    void write(Episode episode);

    /**
     * Ends the dataset and moves it into place.
     *
     * @throws io.leeway.spi.LeewayException if no episode was written, or the disk is full
     */
    void commit();

    /** Lets go of the file. */
    @Override
    void close();
}
