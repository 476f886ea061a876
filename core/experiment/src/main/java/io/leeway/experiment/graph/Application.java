package io.leeway.experiment.graph;

import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.ArtifactStore;
import io.leeway.experiment.store.Artifacts;
import io.leeway.experiment.store.StageProgress;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * The application injector: registry, progress, clock, device, the runs' folder and their store; runs are entered from
 * it.
 */
public final class Application {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(20);

    private final Settings settings;
    private final Function<Application, TrainedPolicies> policies;
    private final ComponentScope scope;

    /**
     * The settings of a process.
     *
     * @param registry the components of all plugins
     * @param progress what is shown of long work
     * @param device where tensors are computed
     * @param runs the folder for all runs; made where it is missing
     * @param checkpointInterval the least time between two checkpoints of a stage
     * @param clock the time of day
     */
    public record Settings(
            Registry registry, Progress progress, Device device, Path runs, Duration checkpointInterval, Clock clock) {
        /** Returns the usual settings: runs are in the folder {@code runs}. */
        public static Settings of(Registry registry, Progress progress, Device device) {
            return new Settings(registry, progress, device, Path.of("runs"), CHECKPOINT_INTERVAL, Clock.systemUTC());
        }

        /** Returns the settings with another folder and interval. */
        public Settings in(Path folder, Duration interval) {
            return new Settings(registry, progress, device, folder, interval, clock);
        }

        /** Returns the settings with another progress. */
        public Settings showing(Progress other) {
            return new Settings(registry, other, device, runs, checkpointInterval, clock);
        }

        private Settings on(Device other) {
            return new Settings(registry, progress, other, runs, checkpointInterval, clock);
        }
    }

    /**
     * Creates the injector.
     *
     * @param policies the agents of earlier runs, as components get them
     */
    public Application(Settings settings, Function<Application, TrainedPolicies> policies) {
        this.settings = settings.showing(new StageProgress(settings.progress()));
        this.policies = policies;
        scope = ComponentScope.of(
                settings.registry(), new ApplicationModule(this.settings, () -> policies.apply(this)));
    }

    /** Returns the settings. */
    public Settings settings() {
        return settings;
    }

    /** Returns an application that computes on a device: this one, or another with the same settings else. */
    public Application on(Device device) {
        return device == settings.device() ? this : new Application(settings.on(device), policies);
    }

    /** Returns an application that shows its progress elsewhere. */
    public Application showing(Progress progress) {
        return new Application(settings.showing(progress), policies);
    }

    /** Returns the store of all runs. */
    public ArtifactStore store() {
        return scope.get(ArtifactStore.class);
    }

    /** Returns what creates components outside of runs. */
    public Components components() {
        return scope.unseeded();
    }

    /**
     * Enters the scope of a run, which the caller closes.
     *
     * @param artifacts where its artifacts are had from
     * @param listener what receives its metrics
     */
    public RunScope enter(Experiment experiment, Artifacts artifacts, MetricListener listener) {
        return new RunScope(
                scope.enter(RunScoped.class, new RunModule(experiment, artifacts, new LeftMetrics(listener))));
    }
}
