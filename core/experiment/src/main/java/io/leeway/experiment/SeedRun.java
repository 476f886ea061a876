package io.leeway.experiment;

import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.spi.Components;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.environment.Environments;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The stages of one seed: a dataset, a denoiser where an experience asks for one, and an agent for each experience. */
final class SeedRun {
    private static final int MEASURED = 20_000;

    private final long seed;
    private final ExperimentConfig config;
    private final ArtifactStore store;
    private final KeyMaker keys;
    private final @Nullable Environments environments;
    private final Progress progress;
    private final BiConsumer<String, MetricLog.Entry> listener;
    private final RandomSource random;
    private final Components components;
    private final DenoiserStages stages;

    /** What all seeds share. */
    record Shared(
            ExperimentConfig config,
            Components components,
            ArtifactStore store,
            KeyMaker keys,
            @Nullable Environments environments,
            Progress progress,
            BiConsumer<String, MetricLog.Entry> listener) {}

    SeedRun(long seed, Shared shared) {
        this.seed = seed;
        this.config = shared.config();
        this.store = shared.store();
        this.keys = shared.keys();
        this.environments = shared.environments();
        this.progress = shared.progress();
        this.listener = shared.listener();
        this.random = RandomSource.of(seed);
        this.components = shared.components();
        this.stages = new DenoiserStages(
                seed,
                new DenoiserStages.Shared(
                        DenoiserExperiment.of(config), components, store, keys, environments, progress, listener));
    }

    /** Collects or reads the dataset. */
    Artifact dataset() {
        return stages.dataset();
    }

    /** Trains the denoiser. */
    Artifact denoiser(Artifact dataset) {
        return stages.denoiser(dataset);
    }

    /** Trains and evaluates the agent of one experience. */
    Artifact agent(String entry, Artifact dataset, List<Artifact> denoiser) {
        String series = "seed-" + seed + "/" + entry;
        String title = "agent on " + entry + ", seed " + seed;
        ArtifactKey key = keys.agent(config, title, dataset, denoiser, entry, seed);
        Artifact artifact = store.obtain(key, (output, checkpoints) -> {
            Dataset real = DatasetFile.read(dataset.directory());
            Components bound = components
                    .with(Task.class, new Task(real.observationSize(), real.actionSize()))
                    .with(Dataset.class, real);
            try (Denoiser trained = denoiser.isEmpty() ? null : stages.open(denoiser.get(0));
                    Agent agent = bound.with(RandomSource.class, random.split("agent"))
                            .create(config.agent().component())) {
                ExperienceSource experience = experience(bound, trained, entry);
                new AgentTraining(
                                setting("Training " + title, real),
                                agent,
                                experience,
                                record -> listener.accept(series, record))
                        .make(output, checkpoints);
            }
        });
        if (artifact.reused()) {
            stages.replay(artifact, series);
        }
        return artifact;
    }

    private ExperienceSource experience(Components bound, @Nullable Denoiser denoiser, String entry) {
        Components scope = bound.with(RandomSource.class, random.split("experience"));
        if (environments != null) {
            scope = scope.with(Environments.class, environments);
        }
        if (denoiser != null) {
            scope = scope.with(Denoiser.class, denoiser).with(Sampler.class, scope.create(config.sampler()));
        }
        return scope.create(config.experience(entry));
    }

    private AgentTraining.Setting setting(String title, Dataset real) {
        return new AgentTraining.Setting(
                title,
                config,
                environments == null
                        ? null
                        : new Evaluator(
                                environments, config.evaluation().quota(), random.split("evaluation"), progress),
                new QualityMeter(environments, real),
                sample(real.transitions()),
                environments == null ? null : environments.spec().referenceScores(),
                progress);
    }

    /** Returns evenly spread transitions: as many as a refresh is measured on at most. */
    private static Transitions sample(Transitions all) {
        int count = Math.min(MEASURED, all.count());
        Transitions some = Transitions.zeros(all.observationSize(), all.actionSize(), count);
        for (int row = 0; row < count; row++) {
            some.copyRow(all, (int) ((long) row * all.count() / count), row);
        }
        return some;
    }
}
