package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all that makes a run. */
public final class RunOptions {
    /** The folder for all runs. */
    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "The folder for all runs, made where it is missing. Default: ${DEFAULT-VALUE}.")
    public Path runs = Path.of("runs");

    @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where tensors are computed.")
    private @Nullable String device;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Replace a value of the configuration, such as evaluation.every=2000; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            description = "The least time between two checkpoints of a stage, from which an interrupted run goes on."
                    + " Default: ${DEFAULT-VALUE}.")
    private int checkpointSeconds = 20;

    /** Returns a runner into the chosen folder. */
    public ExperimentRunner runner(Invocation invocation, Progress progress) {
        return new ExperimentRunner(application(invocation, progress));
    }

    /** Returns the injector of a process whose runs are in the chosen folder. */
    public Application application(Invocation invocation, Progress progress) {
        return invocation.application(Application.Settings.of(invocation.registry(), progress, Device.AUTO)
                .in(runs, Duration.ofSeconds(checkpointSeconds)));
    }

    /** Returns what replaces values of the configuration, the last one for a value being in force. */
    public List<Setting> settings() {
        List<Setting> all = new ArrayList<>();
        if (device != null) {
            all.add(new Setting("--device " + device, "device", device.toLowerCase(Locale.ROOT)));
        }
        settings.forEach(text -> all.add(Setting.of(text)));
        return all;
    }

    /** Returns the options as they are given again, but for the folder. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--checkpoint-every", String.valueOf(checkpointSeconds)));
        if (device != null) {
            arguments.addAll(List.of("--device", device));
        }
        settings.forEach(text -> arguments.addAll(List.of("--set", text)));
        return arguments;
    }
}
