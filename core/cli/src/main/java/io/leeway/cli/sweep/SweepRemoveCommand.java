package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.experiment.catalog.SweepRemoval;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway sweep rm}: deletes a sweep's folder, and its runs. */
@Command(
        name = "rm",
        description = {
            "Delete a sweep: its folder, and the runs that no other sweep has.",
            "Says what would be deleted, and does it with --yes. 'leeway gc' then finds what nothing refers to."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  leeway sweep rm guidance-benchmark", "  leeway sweep rm guidance-benchmark --yes"})
final class SweepRemoveCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final SweepFolderArgument sweep = new SweepFolderArgument();

    @Option(names = "--yes", description = "Delete it.")
    private boolean yes;

    SweepRemoveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SweepRemoval removal = SweepRemoval.of(sweep.folder(), sweep.runs());
        for (Path folder : removal.folders()) {
            invocation.output().line(folder.toString());
        }
        if (yes) {
            removal.delete();
        }
        invocation
                .output()
                .line(removal.folders().size() + " folders "
                        + (yes ? "were deleted." : "would be deleted with --yes."));
        return 0;
    }
}
