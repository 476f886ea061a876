package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.DatasetOutput;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.FreshPaths;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.util.List;
import java.util.function.UnaryOperator;

/** A pass over a dataset that writes another, an episode for an episode. */
final class Rewriting {
    private Rewriting() {}

    /** A change of an episode. */
    @FunctionalInterface
    interface Change {
        Episode of(int index, Episode episode);
    }

    /**
     * Checks that the output may be written, before anything is read.
     *
     * @throws DatasetChoiceException if it may not
     */
    static void check(DatasetPath input, DatasetPath output, boolean force) {
        FreshPaths.requireApart(output.path(), input.path(), "the input");
        DatasetOutput.check(output, force);
    }

    static Written run(
            DatasetPath input,
            DatasetPath output,
            boolean force,
            Progress progress,
            UnaryOperator<DatasetDescription> describe,
            Change change) {
        check(input, output, force);
        Written[] written = {Written.nothing(output)};
        try (EpisodeReader reader = input.open();
                DatasetOutput target = DatasetOutput.begin(output, force, describe.apply(reader.description()))) {
            EpisodeLoop.run(reader, input, progress, "Writing from", (index, episode) -> {
                Episode changed = change.of(index, episode);
                target.write(changed);
                written[0] = written[0].plus(changed);
            });
            DatasetOutput.publish(List.of(target));
            return written[0].with(reader.remarks());
        }
    }
}
