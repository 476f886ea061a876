package io.leeway.cli.sweep;

import io.leeway.experiment.sweep.SweepFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The sweep that a command is about. */
final class SweepFolderArgument {
    @Parameters(paramLabel = "SWEEP", description = "The sweep's folder, or its name.")
    private Path sweep = Path.of("");

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder for all runs, where a name is looked for. Default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    /** Returns its folder: as it stands, else in the folder of runs, with or without what names begin with. */
    Path folder() {
        if (Files.isDirectory(sweep)) {
            return sweep;
        }
        Path named = runs.resolve(sweep);
        return Files.isDirectory(named) ? named : SweepFolder.of(runs, sweep.toString());
    }

    /** Returns the folder for all runs. */
    Path runs() {
        Path parent = folder().toAbsolutePath().getParent();
        return parent == null ? runs : parent;
    }
}
