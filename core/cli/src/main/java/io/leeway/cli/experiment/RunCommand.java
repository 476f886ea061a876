package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Interruption;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.experiment.run.PlannedStage;
import io.leeway.experiment.run.RunResult;
import io.leeway.experiment.run.Target;
import io.leeway.report.table.TextTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that runs an experiment, or lists its stages. */
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
            "  leeway run experiment.yaml --jobs 4",
            "  leeway run experiment.yaml --plan",
            "  leeway run experiment.yaml --set experience.guided.guidance.coefficient=2 --json"
        })
final class RunCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final RunOptions options = new RunOptions();

    @Mixin
    final EngineOptions engine = new EngineOptions();

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment; 'leeway schema' says what it may have.")
    private Path file = Path.of("experiment.yaml");

    @Option(names = "--plan", description = "List the stages, and which of them are finished, and make nothing.")
    private boolean plan;

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
        invocation.registryWithWarnings();
        EngineChoice choice = engine.choice(invocation, 1);
        ExperimentConfig config = invocation.configurations().load(file, options.settings(), ExperimentConfig.class);
        Interruption interruption = Interruption.listening(invocation.output());
        ExperimentRunner runner = options.runner(invocation, invocation.progress(quiet, interruption));
        if (plan) {
            show(runner.plan(config, Target.AGENTS));
        } else {
            show(invocation, json, runner.run(config, choice));
        }
        return 0;
    }

    private void show(List<PlannedStage> stages) {
        if (json) {
            invocation
                    .output()
                    .json(Map.of("stages", stages.stream().map(RunCommand::tree).toList()));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Stage", "Made of", "State", "Artifact"));
        stages.forEach(stage -> rows.add(List.of(
                stage.name(),
                stage.inputs().isEmpty() ? "-" : String.join(", ", stage.inputs()),
                stage.finished() ? "finished" : "to be made",
                stage.id())));
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private static Map<String, Object> tree(PlannedStage stage) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", stage.name());
        tree.put("title", stage.title());
        tree.put("inputs", stage.inputs());
        tree.put("finished", stage.finished());
        tree.put("artifact", stage.id());
        return tree;
    }

    /** Prints what a run came to. */
    static void show(Invocation invocation, boolean json, RunResult result) {
        if (json) {
            invocation.output().json(result.tree());
            return;
        }
        invocation.output().line("");
        invocation.output().line(TextTable.plain(result.table()));
        List<String> differences = result.differences().lines();
        if (!differences.isEmpty()) {
            differences.forEach(invocation.output()::line);
            invocation.output().line("");
        }
        result.notes().forEach(note -> invocation.output().line("Note: " + note));
        invocation.output().line("Report: " + result.report());
    }
}
