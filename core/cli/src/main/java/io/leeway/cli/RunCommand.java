package io.leeway.cli;

import io.leeway.experiment.ExperimentConfig;
import io.leeway.experiment.ExperimentRunner;
import io.leeway.experiment.RunResult;
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
    private final Session session;

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

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Registry registry = session.registryWithWarnings();
        ExperimentConfig config = session.configurations().load(file, options.settings(), ExperimentConfig.class);
        Interruption interruption = Interruption.listening(session.output());
        RunResult result = new ExperimentRunner(
                        registry, options.runs, session.progress(quiet, interruption), options.checkpointInterval())
                .run(config);
        show(session, json, result);
        return 0;
    }

    /** Prints what a run came to. */
    static void show(Session session, boolean json, RunResult result) {
        if (json) {
            session.output().json(result.tree());
            return;
        }
        session.output().line("");
        session.output().line(TextTable.plain(result.table()));
        session.output().line("Report: " + result.report());
    }
}
