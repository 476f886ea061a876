package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Interruption;
import io.leeway.experiment.ExperimentRunner;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.experiment.run.RunResult;
import io.leeway.report.table.TextTable;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment. */
@Command(
        name = "run",
        description = {
            "Run an experiment to its report.",
            "What an earlier run made is used again; an interrupted run goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway run examples/quickstart/experiment.yaml",
            "  leeway run experiment.yaml --runs /data/runs --set seeds=[0,1,2]",
            "  leeway run experiment.yaml --set experience.guided.guidance.coefficient=2 --json"
        })
final class RunCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final RunOptions options = new RunOptions();

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment; 'leeway schema' says what it may have.")
    private Path file = Path.of("experiment.yaml");

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Registry registry = invocation.registryWithWarnings();
        ExperimentConfig config = invocation.configurations().load(file, options.settings(), ExperimentConfig.class);
        Interruption interruption = Interruption.listening(invocation.output());
        RunResult result = new ExperimentRunner(
                        registry, options.runs, invocation.progress(quiet, interruption), options.checkpointInterval())
                .run(config);
        show(invocation, json, result);
        return 0;
    }

    /** Prints what a run came to. */
    static void show(Invocation invocation, boolean json, RunResult result) {
        if (json) {
            invocation.output().json(result.tree());
            return;
        }
        invocation.output().line("");
        invocation.output().line(TextTable.plain(result.table()));
        invocation.output().line("Report: " + result.report());
    }
}
