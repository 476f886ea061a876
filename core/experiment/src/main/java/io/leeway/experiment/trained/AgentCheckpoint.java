package io.leeway.experiment.trained;

import io.leeway.experiment.run.RunDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one trained agent within a run: {@code RUN/checkpoints/AGENT-seed-SEED}.
 *
 * @param run the run's folder
 * @param agent an entry of its {@code experience}, which may not be there
 * @param seed what it is trained with, which may not be one of the run's
 */
public record AgentCheckpoint(Path run, String agent, long seed) {
    private static final Pattern NAME = Pattern.compile("(.+)-seed-(-?\\d{1,18})");

    /** Reads a folder's path, or returns nothing if it is not such a folder of a run. */
    public static Optional<AgentCheckpoint> of(Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        Path checkpoints = place.getParent();
        if (checkpoints == null || !checkpoints.endsWith(RunDirectory.CHECKPOINTS)) {
            return Optional.empty();
        }
        Path run = checkpoints.getParent();
        if (run == null || !TrainedRun.isRun(run)) {
            return Optional.empty();
        }
        Matcher name = NAME.matcher(String.valueOf(place.getFileName()));
        return name.matches()
                ? Optional.of(new AgentCheckpoint(run, name.group(1), Long.parseLong(name.group(2))))
                : Optional.empty();
    }
}
