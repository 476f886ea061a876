package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.data.D4rlTask;
import io.leeway.spi.data.DatasetDescription;
import java.util.Optional;

/**
 * The rules of where a file's episodes end, beside its flags.
 *
 * @param timeouts what its {@code timeouts} mark
 * @param steps after how many rows an episode ends at the latest; 0 for the time limit of the task that the file is
 *     named after, where the file itself tells of no time limits
 */
record EpisodeRules(TimeoutsMeaning timeouts, int steps) {
    /** Returns after how many rows episodes of a file end at the latest, or 0. */
    int limit(Hdf5Input file, D4rlColumns columns) {
        if (steps > 0 || columns.timeouts() != null || columns.nextObservations() != null) {
            return steps;
        }
        Object id = file.root().attributes().get(DatasetDescription.ENVIRONMENT_ID);
        return Optional.ofNullable(id)
                .flatMap(named -> D4rlTask.of(String.valueOf(named)))
                .or(() -> D4rlTask.of(String.valueOf(file.path().getFileName())))
                .map(D4rlTask::episodeSteps)
                .orElse(0);
    }
}
