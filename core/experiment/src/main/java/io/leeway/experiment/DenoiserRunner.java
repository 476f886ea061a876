package io.leeway.experiment;

import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.spi.Components;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trains denoisers and nothing else, into the store that {@link ExperimentRunner} uses: an experiment that is run afterwards
 * finds its own there, in the same folder.
 */
public final class DenoiserRunner {
    private final Registry registry;
    private final Path runs;
    private final Progress progress;
    private final Duration checkpointInterval;

    /**
     * Prepares to train.
     *
     * @param runs the folder for all runs; made where it is missing
     * @param checkpointInterval the least time between two checkpoints
     */
    public DenoiserRunner(Registry registry, Path runs, Progress progress, Duration checkpointInterval) {
        this.registry = registry;
        this.runs = runs;
        this.progress = progress;
        this.checkpointInterval = checkpointInterval;
    }

    /**
     * Makes the datasets and the denoisers of an experiment. The folder of one that was run to its end stays as it is, but for
     * links to what it did not have.
     *
     * @param seeds some of the experiment's seeds
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws java.util.concurrent.CancellationException if the user asked to stop: the same call goes on
     */
    public DenoiserResult run(ExperimentConfig config, List<Long> seeds) {
        return new Training(DenoiserExperiment.of(config).checked(registry), config, seeds).run();
    }

    /**
     * Trains denoisers without an experiment around them, into a folder that can be sampled from.
     *
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws java.util.concurrent.CancellationException if the user asked to stop: the same call goes on
     */
    public DenoiserResult run(DenoiserExperiment config) {
        return new Training(config.checked(registry), config, config.seeds()).run();
    }

    /** One call. */
    private final class Training {
        private final DenoiserExperiment config;
        private final Record whole;
        private final List<Long> seeds;

        Training(DenoiserExperiment config, Record whole, List<Long> seeds) {
            this.config = config;
            this.whole = whole;
            this.seeds = seeds;
        }

        DenoiserResult run() {
            Components components = registry.components()
                    .with(Progress.class, progress)
                    .with(Device.class, config.device())
                    .with(TrainedPolicies.class, new RunPolicies(registry, config.device(), progress))
                    .with(RandomSource.class, RandomSource.of(0));
            DemandedDevice.check(config.device(), components, config.denoiser());
            if (config.environment() == null) {
                return run(new Scene(components, null, null));
            }
            try (Environments environments = FlatEnvironments.of(components.create(config.environment()))) {
                return run(new Scene(components, environments, environments.spec()));
            }
        }

        private DenoiserResult run(Scene scene) {
            KeyMaker keys = new KeyMaker(registry, scene.components(), config, scene.spec());
            ArtifactStore store = new ArtifactStore(runs.resolve("store"), checkpointInterval, progress);
            Path path =
                    runs.resolve(config.name() + "-" + keys.experiment(whole).substring(0, 8));
            if (isFinished(path)) {
                return new DenoiserResult(
                        path,
                        train(
                                seed -> new DenoiserStages(
                                        seed, scene.shared(config, store, keys, progress, (series, entry) -> {})),
                                (name, artifact) -> RunDirectory.link(path, name, artifact)));
            }
            Map<String, Artifact> made = new LinkedHashMap<>();
            try (RunDirectory directory = new RunDirectory(path)) {
                Manifest manifest = whole instanceof ExperimentConfig experiment && scene.spec() != null
                        ? Manifest.of(experiment, registry, scene.spec(), directory)
                        : Manifest.of(config, registry, scene.spec(), directory);
                manifest.write(made, false);
                List<DenoiserResult.Trained> trained = train(
                        seed -> new DenoiserStages(
                                seed, scene.shared(config, store, keys, progress, directory::record)),
                        (name, artifact) -> {
                            made.put(name, artifact);
                            directory.link(name, artifact);
                            manifest.write(made, false);
                        });
                manifest.write(made, isAlone());
                return new DenoiserResult(path, trained);
            }
        }

        private List<DenoiserResult.Trained> train(Function<Long, DenoiserStages> stages, Keeper keeper) {
            List<DenoiserResult.Trained> trained = new ArrayList<>();
            for (long seed : seeds) {
                DenoiserStages own = stages.apply(seed);
                Artifact dataset = own.dataset();
                keeper.keep("dataset-seed-" + seed, dataset);
                Artifact denoiser = own.denoiser(dataset);
                keeper.keep("denoiser-seed-" + seed, denoiser);
                trained.add(DenoiserResult.Trained.of(seed, denoiser));
            }
            return trained;
        }

        private boolean isAlone() {
            return whole instanceof DenoiserExperiment;
        }

        /** Returns whether an experiment with agents has been run here, whose records are more than ours would be. */
        private boolean isFinished(Path path) {
            Path manifest = path.resolve("manifest.json");
            return !isAlone() && Files.exists(manifest) && Json.read(manifest).get("finished") != null;
        }
    }

    /** What all seeds share. */
    private record Scene(
            Components components,
            @Nullable Environments environments,
            @Nullable EnvironmentSpec spec) {
        DenoiserStages.Shared shared(
                DenoiserExperiment config,
                ArtifactStore store,
                KeyMaker keys,
                Progress progress,
                BiConsumer<String, MetricLog.Entry> listener) {
            return new DenoiserStages.Shared(config, components, store, keys, environments, progress, listener);
        }
    }

    /** Takes what was made. */
    private interface Keeper {
        void keep(String name, Artifact artifact);
    }
}
