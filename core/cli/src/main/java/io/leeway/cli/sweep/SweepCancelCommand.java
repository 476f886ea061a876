package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.sweep.SweepStatus;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command {@code leeway sweep cancel}: asks whoever runs a sweep to stop. */
@Command(
        name = "cancel",
        description = {
            "Ask whoever runs a sweep, here or on another machine, to stop it.",
            "What was made is kept: 'leeway sweep' with the same file goes on."
        },
        footerHeading = "%nExamples:%n",
        footer = "  leeway sweep cancel guidance-benchmark")
final class SweepCancelCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final SweepFolderArgument sweep = new SweepFolderArgument();

    SweepCancelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Path folder = sweep.folder();
        boolean running = SweepStatus.of(folder).running();
        if (running) {
            ActivityFolder.askToStop(folder);
        }
        invocation
                .output()
                .line(
                        running
                                ? "Asked to stop; its stages stop at their next report, within a second or two."
                                : "Nobody runs the sweep now.");
        return 0;
    }
}
