package io.leeway.datasets.collect;

import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The episodes of a part, which is played when the first is asked for. */
final class PlayedPart implements EpisodeReader {
    private final DatasetDescription description;
    private final int steps;
    private final Supplier<List<Episode>> play;
    private @Nullable Iterator<Episode> episodes;

    PlayedPart(DatasetDescription description, int steps, Supplier<List<Episode>> play) {
        this.description = description;
        this.steps = steps;
        this.play = play;
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public @Nullable Episode next() {
        Iterator<Episode> left = episodes;
        if (left == null) {
            left = play.get().iterator();
            episodes = left;
        }
        return left.hasNext() ? left.next() : null;
    }

    @Override
    public void close() {}
}
