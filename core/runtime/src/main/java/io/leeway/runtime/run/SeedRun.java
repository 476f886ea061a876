package io.leeway.runtime.run;

import io.leeway.runtime.evaluation.Evaluator;
import io.leeway.runtime.evaluation.QualityMeter;
import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
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
    private final Environments environments;
    private final Progress progress;
    private final BiConsumer<String, MetricLog.Entry> listener;
    private final RandomSource random;
    private final Components components;

    /** What all seeds share. */
    record Shared(
            ExperimentConfig config,
            Components components,
            ArtifactStore store,
            KeyMaker keys,
            Environments environments,
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
    }

    /** Collects or reads the dataset. */
    Artifact dataset() {
        DatasetSource source = components
                .with(RandomSource.class, random.split("dataset"))
                .with(Environments.class, environments)
                .create(config.dataset());
        String title = source.seeded() ? "dataset, seed " + seed : "dataset";
        Artifact artifact = store.obtain(
                keys.dataset(title, source.identity(), source.seeded(), seed),
                (output, checkpoints) -> DatasetFile.write(output, checked(source.load())));
        sayIfReused(artifact);
        return artifact;
    }

    private Dataset checked(Dataset dataset) {
        int observationSize = environments.spec().observationSpace() instanceof Space.Box box ? box.size() : -1;
        int actionSize = environments.spec().actionSpace() instanceof Space.Box box ? box.size() : -1;
        if (dataset.observationSize() != observationSize || dataset.actionSize() != actionSize) {
            throw new LeewayException("its observations have " + dataset.observationSize() + " columns and its actions "
                    + dataset.actionSize() + ", but those of "
                    + environments.spec().id() + " have " + observationSize
                    + " and " + actionSize + ". Choose the environment that the data was collected in.");
        }
        return dataset;
    }

    /** Trains the denoiser. */
    Artifact denoiser(Artifact dataset) {
        String title = "denoiser, seed " + seed;
        Artifact artifact = store.obtain(keys.denoiser(title, dataset, seed), (output, checkpoints) -> {
            try (Denoiser denoiser = newDenoiser()) {
                new DenoiserTraining(
                                "Training " + title,
                                denoiser,
                                DatasetFile.read(dataset.directory()),
                                config.windows(),
                                progress,
                                entry -> listener.accept("seed-" + seed + "/denoiser", entry))
                        .make(output, checkpoints);
            }
        });
        if (artifact.reused()) {
            replay(artifact, "seed-" + seed + "/denoiser");
        }
        return artifact;
    }

    private Denoiser newDenoiser() {
        return components.with(RandomSource.class, random.split("denoiser")).create(config.denoiser());
    }

    /** Trains and evaluates the agent of one experience. */
    Artifact agent(String entry, Artifact dataset, List<Artifact> denoiser) {
        String series = "seed-" + seed + "/" + entry;
        String title = "agent on " + entry + ", seed " + seed;
        ArtifactKey key = keys.agent(title, dataset, denoiser, entry, seed);
        Artifact artifact = store.obtain(key, (output, checkpoints) -> {
            Dataset real = DatasetFile.read(dataset.directory());
            Components bound = components
                    .with(Task.class, new Task(real.observationSize(), real.actionSize()))
                    .with(Dataset.class, real);
            try (Denoiser trained = denoiser.isEmpty() ? null : open(denoiser.get(0));
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
            replay(artifact, series);
        }
        return artifact;
    }

    private Denoiser open(Artifact artifact) {
        Denoiser denoiser = newDenoiser();
        denoiser.load(artifact.resolve("denoiser"));
        return denoiser;
    }

    private ExperienceSource experience(Components bound, @Nullable Denoiser denoiser, String entry) {
        Components scope =
                bound.with(RandomSource.class, random.split("experience")).with(Environments.class, environments);
        if (denoiser != null) {
            scope = scope.with(Denoiser.class, denoiser).with(Sampler.class, scope.create(config.sampler()));
        }
        return scope.create(config.experience(entry));
    }

    private AgentTraining.Setting setting(String title, Dataset real) {
        return new AgentTraining.Setting(
                title,
                config,
                new Evaluator(environments, config.evaluation().quota(), random.split("evaluation"), progress),
                new QualityMeter(environments, real),
                sample(real.transitions()),
                environments.spec(),
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

    private void replay(Artifact artifact, String series) {
        sayIfReused(artifact);
        new MetricLog(entry -> listener.accept(series, entry)).read(artifact.resolve("metrics.jsonl"));
    }

    private void sayIfReused(Artifact artifact) {
        if (artifact.reused()) {
            progress.say("Reusing the " + artifact.key().title());
        }
    }
}
