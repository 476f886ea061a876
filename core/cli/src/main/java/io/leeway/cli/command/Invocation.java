package io.leeway.cli.command;

import io.leeway.cli.progress.BarProgress;
import io.leeway.cli.progress.LineProgress;
import io.leeway.cli.terminal.Interruption;
import io.leeway.cli.terminal.Output;
import io.leeway.cli.terminal.Terminal;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.CancellableProgress;
import io.leeway.experiment.trained.RunPolicies;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One invocation of the program: its streams, its terminal and the components of its plugins. */
public final class Invocation {
    private final Output output;
    private final Terminal terminal;
    private @Nullable Path plugins;
    private boolean stackTrace;
    private @Nullable Registry registry;

    public Invocation(Output output, Map<String, String> environment, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
        String folder = environment.getOrDefault("LEEWAY_PLUGINS", "");
        this.plugins = folder.isEmpty() ? null : Path.of(folder);
    }

    /** Works with given components, whatever is on the class path. */
    public Invocation(Output output, Map<String, String> environment, Terminal terminal, Registry registry) {
        this(output, environment, terminal);
        this.registry = registry;
    }

    public Output output() {
        return output;
    }

    /** Returns whether nothing but ASCII should be shown. */
    public boolean ascii() {
        return terminal.ascii();
    }

    /** Returns the folder of plugins that the user named, or null. */
    public @Nullable Path plugins() {
        return plugins;
    }

    public void plugins(Path folder) {
        plugins = folder;
    }

    public void stackTrace(boolean wanted) {
        stackTrace = wanted;
    }

    public boolean stackTrace() {
        return stackTrace;
    }

    /** Returns the components of all plugins, found at the first call. */
    public Registry registry() {
        if (registry == null) {
            registry = Registry.load(plugins);
        }
        return registry;
    }

    /** Returns the components of all plugins, and says what is wrong with any of them. */
    public Registry registryWithWarnings() {
        registry().problems().forEach(problem -> output.message("Warning: plugin " + problem));
        return registry();
    }

    public Configurations configurations() {
        return new Configurations(registry());
    }

    /** Returns what shows progress on standard error and ends when the user asks to. */
    public Progress progress(boolean quiet, Interruption interruption) {
        return new CancellableProgress(quiet ? Progress.NONE : shown(), interruption::requested);
    }

    private Progress shown() {
        return terminal.interactive()
                ? new BarProgress(output.messages(), terminal.columns(), terminal.ascii(), System::nanoTime)
                : new LineProgress(output.messages(), System::nanoTime);
    }

    /** Returns the injector of the process, with the agents of earlier runs; its runs are in the usual folder. */
    public Application application(Device device, Progress progress) {
        return application(Application.Settings.of(registry(), progress, device));
    }

    /** Returns the injector of a process with these settings. */
    public Application application(Application.Settings settings) {
        return RunPolicies.application(settings);
    }

    /** Returns what creates components outside an experiment. */
    public Components components(Device device, Progress progress) {
        return application(device, progress).components();
    }
}
