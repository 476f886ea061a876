package io.leeway.datasets.minari;

import io.leeway.spi.LeewayException;
import java.util.Set;

/** The stored arrays of a dataset's episodes, by their numbers. */
interface EpisodeStore extends AutoCloseable {
    /**
     * Opens those of a dataset.
     *
     * @throws LeewayException if they cannot be opened
     */
    static EpisodeStore open(MinariFolder folder, MinariMetadata metadata) {
        return metadata.storage() == MinariStorage.ARROW
                ? new ArrowEpisodes(folder, metadata.description())
                : new Hdf5Episodes(folder);
    }

    /** Returns what an episode is called. */
    String name(int episode);

    /** Returns the names of all that is stored as an episode is. */
    Set<String> names();

    /** Returns the arrays of an episode, which must be there. */
    EpisodeArrays arrays(int episode);

    @Override
    void close();
}
