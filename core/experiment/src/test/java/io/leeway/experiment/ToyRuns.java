package io.leeway.experiment;

import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.experiment.trained.RunPolicies;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;

/** Applications whose runs are in a test's folder, and which keep every checkpoint. */
public final class ToyRuns {
    private ToyRuns() {}

    /** Returns an application on the CPU. */
    public static Application application(Registry registry, Path folder, Progress progress) {
        return application(registry, folder, progress, Device.CPU);
    }

    /** Returns an application. */
    public static Application application(Registry registry, Path folder, Progress progress, Device device) {
        return RunPolicies.application(
                Application.Settings.of(registry, progress, device).in(folder, Duration.ZERO));
    }

    /** Returns a runner on the CPU. */
    public static ExperimentRunner runner(Registry registry, Path folder, Progress progress) {
        return new ExperimentRunner(application(registry, folder, progress));
    }
}
