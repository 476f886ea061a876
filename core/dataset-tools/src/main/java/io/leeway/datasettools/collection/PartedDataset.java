package io.leeway.datasettools.collection;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetOutput;
import io.leeway.datasettools.DatasetPath;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A dataset that is made part by part. Finished parts are kept in a folder beside it; when all are there, they are
 * written into one dataset, which is moved into place. Its bytes are the same whether or not it was interrupted.
 */
public final class PartedDataset {
    private final DatasetPath target;
    private final boolean replace;
    private final String remedy;
    private final Progress progress;

    /**
     * Prepares to make a dataset.
     *
     * @param replace whether a dataset that is there is replaced, once the new one is complete
     * @param remedy what to do about one that is there otherwise
     */
    public PartedDataset(DatasetPath target, boolean replace, String remedy, Progress progress) {
        this.target = target;
        this.replace = replace;
        this.remedy = remedy;
        this.progress = progress;
    }

    /** Checks, before anything is made, that nothing is in the way but what an earlier call has put there. */
    public void check() {
        boolean begun = Files.exists(CollectionFolder.of(target.path()));
        if (replace) {
            DatasetOutput.check(target, true);
        }
        if (!replace && !begun && isThere()) {
            throw exists();
        }
    }

    private boolean isThere() {
        return Files.exists(target.path(), LinkOption.NOFOLLOW_LINKS);
    }

    private DatasetChoiceException exists() {
        return new DatasetChoiceException(target.path() + " exists already. Choose another path, or " + remedy + ".");
    }

    /**
     * Makes the parts that are not there yet.
     *
     * @param parts how many there are
     * @param part makes one of them
     */
    public void makeParts(CollectionFolder folder, int parts, IntFunction<EpisodeReader> part) {
        int finished = folder.finished().size();
        if (isMoved(folder, parts)) {
            return;
        } else if (!replace && isThere()) {
            throw exists();
        }
        if (finished > 0) {
            progress.say("Going on after " + finished + " of " + parts + " parts, which are in "
                    + CollectionFolder.of(target.path()));
        }
        for (int index = finished; index < parts; index++) {
            folder.finish(write(part.apply(index), folder.part(index)));
        }
    }

    /** Returns whether all parts were written into the dataset already, and only their folder is left. */
    private boolean isMoved(CollectionFolder folder, int parts) {
        return !replace && folder.finished().size() == parts && isThere();
    }

    /**
     * Writes all parts into the dataset, and removes them.
     *
     * @param description what the whole dataset says of itself
     */
    public CollectionTotals join(CollectionFolder folder, int parts, Supplier<DatasetDescription> description) {
        if (!isMoved(folder, parts)) {
            writeWhole(description.get(), folder);
        }
        CollectionTotals totals = folder.finished().stream().reduce(CollectionTotals.NONE, CollectionTotals::plus);
        folder.remove();
        return totals;
    }

    private CollectionTotals write(EpisodeReader part, Path file) {
        CollectionTotals totals = CollectionTotals.NONE;
        try (EpisodeReader reader = part;
                EpisodeWriter writer = target.format().create(file, reader.description())) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                writer.write(episode);
                totals = totals.plus(episode);
            }
            writer.commit();
        }
        return totals;
    }

    private void writeWhole(DatasetDescription description, CollectionFolder folder) {
        long steps =
                folder.finished().stream().mapToLong(CollectionTotals::steps).sum();
        try (DatasetOutput output = DatasetOutput.begin(target, replace, description);
                Progress.Task task = progress.begin("Writing " + target.path(), steps, "steps")) {
            for (int index = 0; index < folder.finished().size(); index++) {
                try (EpisodeReader reader = target.format().open(folder.part(index))) {
                    for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                        output.write(episode);
                        task.advance(episode.steps(), "");
                    }
                }
            }
            DatasetOutput.publish(List.of(output));
        }
    }
}
