package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Columns;
import io.leeway.experiment.sweep.SweepStatus;
import io.leeway.experiment.sweep.SweepStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code leeway sweep status}: how far a sweep is. */
@Command(
        name = "status",
        description = "Say how far a sweep is, whoever runs it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway sweep status guidance-benchmark",
            "  leeway sweep status runs/sweep-guidance-benchmark --json"
        })
final class SweepStatusCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final SweepFolderArgument sweep = new SweepFolderArgument();

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    SweepStatusCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SweepStatus status = SweepStatus.of(sweep.folder());
        if (json) {
            invocation.output().json(status.tree());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Job", "Run", "State"));
        status.jobs()
                .forEach(job -> rows.add(List.of(
                        job.title(),
                        job.run(),
                        job.state().name().toLowerCase(Locale.ROOT)
                                + (job.error().isEmpty() ? "" : ": " + firstLine(job.error())))));
        Columns.align(rows).forEach(invocation.output()::line);
        invocation.output().line("");
        status.stages().forEach(stage -> invocation
                .output()
                .line("Making the " + stage.title() + (stage.progress().isEmpty() ? "" : ": " + stage.progress())));
        invocation
                .output()
                .line(status.count(State.FINISHED) + " of " + status.jobs().size() + " jobs are finished, "
                        + status.count(State.FAILED) + " failed; "
                        + (status.running() ? "it is running." : "nobody runs it now."));
        return 0;
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
