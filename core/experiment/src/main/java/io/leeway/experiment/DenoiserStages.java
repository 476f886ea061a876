package io.leeway.experiment;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The stages of one seed that need no agent: a dataset, and a denoiser of its windows. */
final class DenoiserStages {
    private final long seed;
    private final Shared shared;
    private final RandomSource random;

    /** What all seeds share; {@code environments} is null where the dataset is not collected in any. */
    record Shared(
            DenoiserExperiment config,
            Components components,
            ArtifactStore store,
            KeyMaker keys,
            @Nullable Environments environments,
            Progress progress,
            BiConsumer<String, MetricLog.Entry> listener) {}

    DenoiserStages(long seed, Shared shared) {
        this.seed = seed;
        this.shared = shared;
        this.random = RandomSource.of(seed);
    }

    /** Collects or reads the dataset. */
    Artifact dataset() {
        Components components = shared.components().with(RandomSource.class, random.split("dataset"));
        Environments environments = shared.environments();
        DatasetSource source = (environments == null ? components : components.with(Environments.class, environments))
                .create(shared.config().dataset());
        String title = source.seeded() ? "dataset, seed " + seed : "dataset";
        Artifact artifact = shared.store()
                .obtain(
                        shared.keys().dataset(title, source.identity(), source.seeded(), seed),
                        (output, checkpoints) -> DatasetFile.write(output, checked(source.load())));
        sayIfReused(artifact);
        return artifact;
    }

    private Dataset checked(Dataset dataset) {
        Environments environments = shared.environments();
        if (environments == null) {
            return dataset;
        }
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
        String series = "seed-" + seed + "/denoiser";
        Artifact artifact = shared.store()
                .obtain(shared.keys().denoiser(title, dataset, seed), (output, checkpoints) -> {
                    try (Denoiser denoiser = newDenoiser()) {
                        new DenoiserTraining(
                                        "Training " + title,
                                        denoiser,
                                        DatasetFile.read(dataset.directory()),
                                        shared.config().windows(),
                                        shared.progress(),
                                        entry -> shared.listener().accept(series, entry))
                                .make(output, checkpoints);
                    }
                });
        if (artifact.reused()) {
            replay(artifact, series);
        }
        return artifact;
    }

    private Denoiser newDenoiser() {
        return shared.components()
                .with(RandomSource.class, random.split("denoiser"))
                .create(shared.config().denoiser());
    }

    /** Returns a trained denoiser, which the caller closes. */
    Denoiser open(Artifact artifact) {
        Denoiser denoiser = newDenoiser();
        denoiser.load(artifact.resolve("denoiser"));
        return denoiser;
    }

    /** Tells the measurements of an artifact that was there already. */
    void replay(Artifact artifact, String series) {
        sayIfReused(artifact);
        new MetricLog(entry -> shared.listener().accept(series, entry)).read(artifact.resolve("metrics.jsonl"));
    }

    private void sayIfReused(Artifact artifact) {
        if (artifact.reused()) {
            shared.progress().say("Reusing the " + artifact.key().title());
        }
    }
}
