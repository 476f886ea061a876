package io.leeway.cli.experiment;

import io.leeway.cli.command.UsageException;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.wiring.registry.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a run, as a user names it. */
final class RunFolder {
    private RunFolder() {}

    /**
     * Checks that it is one.
     *
     * @throws UsageException if it is not, with those that are beside it
     */
    static void require(Path run) {
        if (!TrainedRun.isRun(run)) {
            throw new UsageException(noRun(run));
        }
    }

    private static String noRun(Path run) {
        String problem = run
                + (Files.exists(run) ? " is not the folder of a run: it has no manifest.json." : " does not exist.");
        Path folder = run.toAbsolutePath().getParent();
        List<String> runs = folder == null ? List.of() : runs(folder);
        if (runs.isEmpty()) {
            return problem + " 'leeway run EXPERIMENT.yaml' makes one, and says where.";
        }
        String name = String.valueOf(run.toAbsolutePath().getFileName());
        return problem + Nearest.question(name, runs) + " There are in " + folder + ": " + String.join(", ", runs)
                + ".";
    }

    private static List<String> runs(Path folder) {
        try (Stream<Path> children = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return children.filter(TrainedRun::isRun)
                    .map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
