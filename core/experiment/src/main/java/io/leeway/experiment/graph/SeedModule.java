package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.leeway.experiment.artifact.DatasetArtifact;
import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.AgentStage;
import io.leeway.experiment.stage.DatasetStage;
import io.leeway.experiment.stage.DenoiserStage;
import io.leeway.experiment.stage.DynamicsStage;
import io.leeway.experiment.stage.Fresh;
import io.leeway.experiment.stage.Seed;
import io.leeway.experiment.store.Artifacts;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.Promised;
import io.leeway.wiring.inject.Streams;
import jakarta.inject.Provider;

/**
 * The bindings of a seed: its dataset and its trained models, each had from its stage by whoever asks for it first.
 * Another trained kind is one artifact and one binding more.
 */
final class SeedModule extends AbstractModule {
    private final Seed seed;
    private final AgentStage.EntryScopes entries;

    SeedModule(Seed seed, AgentStage.EntryScopes entries) {
        this.seed = seed;
        this.entries = entries;
    }

    @Override
    protected void configure() {
        bind(Seed.class).toInstance(seed);
        bind(Streams.class).toInstance(new SeedStreams(seed));
        bind(AgentStage.EntryScopes.class).toInstance(entries);
        bind(DatasetStage.class).in(SeedScoped.class);
        bind(DenoiserStage.class).in(SeedScoped.class);
        bind(DynamicsStage.class).in(SeedScoped.class);
        bind(AgentStage.class).in(SeedScoped.class);
    }

    @Provides
    @SeedScoped
    @Promised
    DatasetSource source(Experiment experiment, Injector injector) {
        return ComponentScope.components(injector).create(experiment.denoising().dataset());
    }

    @Provides
    @SeedScoped
    DatasetArtifact datasetArtifact(Artifacts artifacts, Provider<DatasetStage> stage) {
        return artifacts.get(DatasetArtifact.name(seed.value()), DatasetArtifact.TYPE, () -> stage.get()
                .stage());
    }

    @Provides
    @SeedScoped
    @Promised
    Dataset dataset(DatasetArtifact artifact) {
        return artifact.read();
    }

    @Provides
    @SeedScoped
    @Promised
    Task task(@Promised Dataset dataset) {
        return new Task(
                dataset.observationSize(),
                dataset.actionSize(),
                dataset.choices().orElse(null));
    }

    @Provides
    Fresh<Denoiser> freshDenoiser(Experiment experiment, Injector injector) {
        return () -> ComponentScope.components(injector)
                .create(experiment.denoising().denoiser());
    }

    @Provides
    @SeedScoped
    DenoiserArtifact denoiserArtifact(Artifacts artifacts, Provider<DenoiserStage> stage) {
        return artifacts.get(DenoiserArtifact.name(seed.value()), DenoiserArtifact.TYPE, () -> stage.get()
                .stage());
    }

    @Provides
    Fresh<Dynamics> freshDynamics(Experiment experiment, Injector injector) {
        return () -> ComponentScope.components(injector)
                .create(experiment.denoising().dynamics());
    }

    @Provides
    @SeedScoped
    DynamicsArtifact dynamicsArtifact(Artifacts artifacts, Provider<DynamicsStage> stage) {
        return artifacts.get(DynamicsArtifact.name(seed.value()), DynamicsArtifact.TYPE, () -> stage.get()
                .stage());
    }
}
