package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.store.ArtifactKey;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.Configured;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.inject.Promised;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The stages that train and evaluate a seed's agents, one for each entry of {@code experience}. */
public final class AgentStage {
    private final Experiment experiment;
    private final Seed seed;
    private final StageInputs inputs;
    private final DatasetStage dataset;
    private final DenoiserStage denoiser;
    private final DynamicsStage dynamics;
    private final ActionRule rule;
    private final Provider<Dataset> data;
    private final EntryScopes scopes;

    /** The scopes of experience entries. */
    @FunctionalInterface
    public interface EntryScopes {
        /** Enters the scope of an entry, and ends it after the work. */
        void within(Entry entry, Consumer<AgentTraining> work);
    }

    @Inject
    AgentStage(
            Experiment experiment,
            Seed seed,
            StageInputs inputs,
            DatasetStage dataset,
            DenoiserStage denoiser,
            DynamicsStage dynamics,
            ActionRule rule,
            @Promised Provider<Dataset> data,
            EntryScopes scopes) {
        this.experiment = experiment;
        this.seed = seed;
        this.inputs = inputs;
        this.dataset = dataset;
        this.denoiser = denoiser;
        this.dynamics = dynamics;
        this.rule = rule;
        this.data = data;
        this.scopes = scopes;
    }

    /** Returns the stage of an entry: a source that asks for a trained model has that one's stage among its inputs. */
    public Stage<AgentArtifact> stage(Entry entry) {
        Configured<ExperienceSource> source = experiment.experience().get(entry.name());
        if (source == null || !(experiment instanceof ExperimentConfig config)) {
            throw new IllegalArgumentException("There is no entry '" + entry.name() + "' of experience");
        }
        boolean samples = inputs.samples(config, source);
        List<Stage<?>> made = new ArrayList<>(List.of(dataset.stage()));
        if (samples) {
            made.add(denoiser.stage());
        }
        if (inputs.predicts(config, source)) {
            made.add(dynamics.stage());
        }
        String series = "seed-" + seed.value() + "/" + entry.name();
        String title = "agent on " + entry.name() + ", seed " + seed.value();
        return new Stage<>(
                AgentArtifact.name(entry.name(), seed.value()),
                series,
                key(config, source, made, title, samples),
                made,
                AgentArtifact.TYPE,
                (output, checkpoints) -> {
                    rule.check(data.get());
                    scopes.within(entry, training -> training.make(title, series, output, checkpoints));
                });
    }

    private ArtifactKey key(
            ExperimentConfig config,
            Configured<ExperienceSource> source,
            List<Stage<?>> made,
            String title,
            boolean samples) {
        Map<String, Object> tree = inputs.common();
        tree.put("environment", inputs.environment());
        tree.put("made_of", Stage.ids(made));
        tree.put("sampler", samples ? inputs.component(config.denoising().sampler()) : Map.of());
        tree.put("experience", inputs.component(source));
        tree.put("agent", inputs.component(config.agent().component()));
        tree.put("updates", config.agent().updates());
        tree.put("evaluation", ConfigurationTree.essential(config.evaluation()));
        tree.put("seed", seed.value());
        return new ArtifactKey(AgentArtifact.TYPE.kind(), title, tree);
    }
}
