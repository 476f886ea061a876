package io.leeway.spi.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of a dataset, an episode at a time: no more than one is in memory. */
public interface EpisodeReader extends AutoCloseable {
    /** Returns what the dataset says of itself. */
    DatasetDescription description();

    /** Returns how many steps there will be, or -1 where only reading tells. */
    default long steps() {
        return -1;
    }

    /**
     * Reads the next episode.
     *
     * <p>Columns fit each other, and have the same names, types and row shapes in every episode. Values are as they
     * were recorded: they may be infinite or not numbers, and actions may be outside their bounds.
     *
     * @return null after the last one
     * @throws io.leeway.spi.LeewayException if it cannot be read, naming the file, the array and the row
     */
    @Nullable
    Episode next();

    /**
     * Returns what there is to say of how the episodes so far were read, a sentence each: where the layout leaves open
     * where they end, or steps are not among them. All of it is there after the last one.
     */
    default List<String> remarks() {
        return List.of();
    }

    /** Lets go of the file. */
    @Override
    void close();

    /** Returns the episodes of a flat dataset; its provenance becomes attributes. */
    static EpisodeReader of(Dataset dataset) {
        return new DatasetEpisodes(dataset);
    }
}
