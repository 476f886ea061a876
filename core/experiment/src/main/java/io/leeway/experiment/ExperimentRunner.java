package io.leeway.experiment;

import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.Tracker;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs an experiment: for each seed a dataset, a denoiser if any experience asks for one, and an agent for each experience.
 *
 * <p>Every output is kept by the hash of what it was made from, under {@code store} in the runs folder; what is there
 * already is reused, and what was interrupted goes on from its last checkpoint to the same bytes.
 */
public final class ExperimentRunner {
    private final Registry registry;
    private final Path runs;
    private final Progress progress;
    private final Duration checkpointInterval;

    /**
     * Prepares to run.
     *
     * @param runs the folder for all runs; made where it is missing
     * @param checkpointInterval the least time between two checkpoints of a stage
     */
    public ExperimentRunner(Registry registry, Path runs, Progress progress, Duration checkpointInterval) {
        this.registry = registry;
        this.runs = runs;
        this.progress = progress;
        this.checkpointInterval = checkpointInterval;
    }

    /**
     * Runs an experiment to its report.
     *
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws java.util.concurrent.CancellationException if the user asked to stop
     */
    public RunResult run(ExperimentConfig config) {
        Components components = registry.components()
                .with(Progress.class, progress)
                .with(Device.class, config.device())
                .with(TrainedPolicies.class, new RunPolicies(registry, config.device(), progress))
                .with(RandomSource.class, RandomSource.of(0));
        DemandedDevice.check(config.device(), components, config.denoiser());
        if (config.environment() == null) {
            return run(config, components, null);
        }
        try (Environments environments = FlatEnvironments.of(components.create(config.environment()))) {
            return run(config, components, environments);
        }
    }

    private RunResult run(ExperimentConfig config, Components components, @Nullable Environments environments) {
        EnvironmentSpec spec = environments == null ? null : environments.spec();
        KeyMaker keys =
                new KeyMaker(registry, components, DenoiserExperiment.of(config).checked(registry), spec);
        ArtifactStore store = new ArtifactStore(runs.resolve("store"), checkpointInterval, progress);
        Map<String, Artifact> made = new LinkedHashMap<>();
        List<Tracker> trackers = new ArrayList<>();
        Path path = runs.resolve(config.name() + "-" + keys.experiment(config).substring(0, 8));
        try (RunDirectory directory = new RunDirectory(path)) {
            Manifest manifest = Manifest.of(config, registry, spec, directory);
            config.trackers().forEach(tracker -> trackers.add(components.create(tracker)));
            SeedRun.Shared shared =
                    new SeedRun.Shared(config, components, store, keys, environments, progress, (series, entry) -> {
                        directory.record(series, entry);
                        trackers.forEach(tracker -> tracker.record(series, entry.step(), entry.metrics()));
                    });
            for (long seed : config.seeds()) {
                runSeed(new SeedRun(seed, shared), seed, config, directory, made);
                manifest.write(made, false);
            }
            List<Outcome> outcomes = config.experience().keySet().stream()
                    .map(entry -> Outcome.of(entry, agents(entry, config, made)))
                    .toList();
            Path report = new ReportMaker(config, environments, outcomes, made, path).make();
            manifest.write(made, true);
            return new RunResult(config.name(), path, report, ResultTables.of(config, spec, outcomes), outcomes);
        } finally {
            trackers.forEach(Tracker::close);
        }
    }

    private void runSeed(
            SeedRun run, long seed, ExperimentConfig config, RunDirectory directory, Map<String, Artifact> made) {
        Artifact dataset = run.dataset();
        keep("dataset-seed-" + seed, dataset, directory, made);
        List<Artifact> denoiser = new ArrayList<>();
        for (Map.Entry<String, Configured<ExperienceSource>> entry :
                config.experience().entrySet()) {
            boolean needed = registry.asksFor(entry.getValue(), Denoiser.class);
            if (needed && denoiser.isEmpty()) {
                denoiser.add(run.denoiser(dataset));
                keep("denoiser-seed-" + seed, denoiser.get(0), directory, made);
            }
            Artifact agent = run.agent(entry.getKey(), dataset, needed ? denoiser : List.of());
            keep(RunDirectory.name(entry.getKey(), seed), agent, directory, made);
        }
    }

    private static List<Artifact> agents(String entry, ExperimentConfig config, Map<String, Artifact> made) {
        return config.seeds().stream()
                .map(seed -> Objects.requireNonNull(made.get(RunDirectory.name(entry, seed)), entry))
                .toList();
    }

    private static void keep(String name, Artifact artifact, RunDirectory directory, Map<String, Artifact> made) {
        made.put(name, artifact);
        directory.link(name, artifact);
    }
}
