package io.leeway.cli;

import io.leeway.runtime.config.Setting;
import io.leeway.runtime.registry.Registry;
import io.leeway.runtime.report.TextTable;
import io.leeway.runtime.run.ExperimentConfig;
import io.leeway.runtime.run.ExperimentRunner;
import io.leeway.runtime.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment; 'leeway schema' says what it may have.")
    private Path file = Path.of("experiment.yaml");

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder for all runs, made where it is missing. Default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value of the experiment, such as agent.updates=2000; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where tensors are computed.")
    private @Nullable String device;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            description = "The least time between two checkpoints of a stage, from which an interrupted run goes on."
                    + " Default: ${DEFAULT-VALUE}.")
    private int checkpointSeconds = 20;

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Registry registry = session.registryWithWarnings();
        ExperimentConfig config = session.configurations().load(file, allSettings(), ExperimentConfig.class);
        Interruption interruption = Interruption.listening(session.output());
        RunResult result = new ExperimentRunner(
                        registry, runs, session.progress(quiet, interruption), Duration.ofSeconds(checkpointSeconds))
                .run(config);
        show(session, json, result);
        return 0;
    }

    private List<Setting> allSettings() {
        List<Setting> all = new ArrayList<>();
        settings.forEach(text -> all.add(Setting.of(text)));
        if (device != null) {
            all.add(new Setting("--device " + device, "device", device.toLowerCase(Locale.ROOT)));
        }
        return all;
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
