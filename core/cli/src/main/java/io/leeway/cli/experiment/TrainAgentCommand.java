package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetChoice;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that trains an agent on a dataset, without an experiment's file. */
@Command(
        name = "agent",
        description = {
            "Train an agent on a dataset, and evaluate it in an environment while it learns.",
            "It is a run like those of 'leeway run', which an experiment's file describes: its folder has the agents,"
                    + " a report with",
            "learning curves, and the configuration; the same command goes on with an interrupted training."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway train agent --dataset halfcheetah-medium.hdf5 --agent iql --updates 50000 \\",
            "      --environment '{type: grpc, target: \"127.0.0.1:50051\", id: HalfCheetah-v5}' --seeds 0,1,2",
            "  leeway train agent --dataset halfcheetah-medium.hdf5 --agent td3-bc",
            "  leeway train agent --environment '{type: maze2d, layout: umaze}' \\",
            "      --dataset '{type: collect, behaviour: waypoint, steps: 20000}' --updates 4000"
        })
final class TrainAgentCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final RunOptions options = new RunOptions();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "FILE",
            description = "What to learn from: a file or folder, or '{type: NAME, KEY: VALUE}'.")
    private String dataset = "";

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "What to evaluate in: a name, or '{type: maze2d, layout: umaze}'. Default: nothing, so that the"
                            + " agent is trained and not evaluated.")
    private @Nullable String environment;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "The algorithm: a name, or '{type: iql, expectile: 0.9}'. Default: ${DEFAULT-VALUE}.")
    private String agent = "td3-bc";

    @Option(names = "--updates", paramLabel = "N", description = "How many updates it makes. Default: 50000.")
    private @Nullable Long updates;

    @Option(
            names = "--experience",
            paramLabel = "NAME",
            description =
                    "What it learns from: a name, or '{type: mixture, ...}'. Default: ${DEFAULT-VALUE}, the dataset"
                            + " itself.")
    private String experience = "real";

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "SEED",
            description = "An agent is trained for each. Default: 0.")
    private List<Long> seeds = List.of(0L);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the run's folder is called. Default: ${DEFAULT-VALUE}.")
    private String name = "agent";

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    TrainAgentCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Registry registry = invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        ExperimentConfig config =
                invocation.configurations().parse("", "of the agent", allSettings(progress), ExperimentConfig.class);
        UsageException.where(() -> {
            config.check(registry);
            return config;
        });
        RunCommand.show(
                invocation, common.json(), options.runner(invocation, progress).run(config));
        return 0;
    }

    private List<Setting> allSettings(Progress progress) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("--name " + name, "name", name));
        all.add(new Setting("--seeds " + seeds, "seeds", seeds.toString()));
        all.add(new Setting("--dataset " + dataset, "dataset", DatasetChoice.yaml(invocation, dataset, progress)));
        if (environment != null) {
            all.add(new Setting("--environment " + environment, "environment", environment));
        }
        all.add(new Setting("--agent " + agent, "agent", agent));
        if (updates != null) {
            all.add(new Setting("--updates " + updates, "agent.updates", updates.toString()));
        }
        all.add(new Setting("--experience " + experience, "experience", "{" + entry() + ": " + experience + "}"));
        all.addAll(options.settings());
        return all;
    }

    /** Returns what the experience is called in the report: its own name where that is all that is given. */
    private String entry() {
        return experience.startsWith("{") ? "experience" : experience;
    }
}
