package io.leeway.experiment.graph;

import com.google.inject.Module;
import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.DatasetArtifact;
import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.AgentStage;
import io.leeway.experiment.stage.AgentTraining;
import io.leeway.experiment.stage.DatasetStage;
import io.leeway.experiment.stage.DenoiserStage;
import io.leeway.experiment.stage.DynamicsStage;
import io.leeway.experiment.stage.Entry;
import io.leeway.experiment.stage.Seed;
import io.leeway.experiment.stage.StageInputs;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.Configured;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.wiring.inject.ComponentScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The scope of a seed of a run. */
public final class SeedScope implements AutoCloseable {
    private final Seed seed;
    private final ComponentScope scope;

    SeedScope(ComponentScope run, Seed seed) {
        this.seed = seed;
        scope = run.enter(SeedScoped.class, new SeedModule(seed, this::train));
    }

    /** Returns the stage of the dataset. */
    public Stage<DatasetArtifact> datasetStage() {
        return scope.get(DatasetStage.class).stage();
    }

    /** Returns the stage of the denoiser. */
    public Stage<DenoiserArtifact> denoiserStage() {
        return scope.get(DenoiserStage.class).stage();
    }

    /** Returns the stage of the model of the dynamics. */
    public Stage<DynamicsArtifact> dynamicsStage() {
        return scope.get(DynamicsStage.class).stage();
    }

    /** Returns the stage of the agent of an entry of {@code experience}. */
    public Stage<AgentArtifact> agentStage(String entry) {
        return scope.get(AgentStage.class).stage(new Entry(entry));
    }

    private void train(Entry entry, Consumer<AgentTraining> work) {
        try (ComponentScope inner = scope.enter(EntryScoped.class, untrained(entry))) {
            work.accept(inner.get(AgentTraining.class));
        }
    }

    /** A trained model is bound for those alone whose stage has it among its inputs. */
    private Module[] untrained(Entry entry) {
        Experiment experiment = scope.get(Experiment.class);
        Configured<?> source = Objects.requireNonNull(experiment.experience().get(entry.name()), entry.name());
        StageInputs inputs = scope.get(StageInputs.class);
        List<Module> modules = new ArrayList<>(List.of(new UntrainedAgentModule(entry)));
        if (inputs.samples(experiment, source)) {
            modules.add(new SamplingModule(sampler()));
        }
        if (inputs.predicts(experiment, source)) {
            modules.add(new DynamicsModule());
        }
        return modules.toArray(Module[]::new);
    }

    private Configured<Sampler> sampler() {
        return scope.get(Experiment.class).denoising().sampler();
    }

    /**
     * Enters the scope of a trained agent, or of none, which the caller closes.
     *
     * @param entry the entry that the agent learned from, or null for no agent
     * @param sampler what samples, or null for the experiment's own
     */
    public EntryScope enter(@Nullable String entry, @Nullable Configured<Sampler> sampler) {
        Module sampling = new SamplingModule(sampler == null ? sampler() : sampler);
        Module dynamics = new DynamicsModule();
        return new EntryScope(
                entry == null
                        ? scope.enter(EntryScoped.class, sampling, dynamics)
                        : scope.enter(
                                EntryScoped.class, sampling, dynamics, new TrainedAgentModule(seed, new Entry(entry))));
    }

    /** Returns the seed. */
    public Seed seed() {
        return seed;
    }

    /** Returns the dataset. */
    public Dataset dataset() {
        return scope.promised(Dataset.class);
    }

    /** Returns the artifact of the dataset. */
    public DatasetArtifact datasetArtifact() {
        return scope.get(DatasetArtifact.class);
    }

    /** Returns the artifact of the denoiser. */
    public DenoiserArtifact denoiserArtifact() {
        return scope.get(DenoiserArtifact.class);
    }

    /** Returns the artifact of the model of the dynamics. */
    public DynamicsArtifact dynamicsArtifact() {
        return scope.get(DynamicsArtifact.class);
    }

    @Override
    public void close() {
        scope.close();
    }
}
