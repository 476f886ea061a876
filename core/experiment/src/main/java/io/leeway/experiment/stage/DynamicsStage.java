package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.config.Denoising;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.store.ArtifactKey;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.data.Dataset;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.inject.Promised;
import io.leeway.wiring.inject.Provisions;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The stage that trains a seed's model of the dynamics on transitions of its dataset. */
public final class DynamicsStage {
    private final Denoising config;
    private final Seed seed;
    private final StageInputs inputs;
    private final DatasetStage dataset;
    private final ActionRule rule;
    private final Provider<Dataset> data;
    private final Provider<DynamicsTraining> training;
    private @Nullable Stage<DynamicsArtifact> stage;

    @Inject
    DynamicsStage(
            Experiment experiment,
            Seed seed,
            StageInputs inputs,
            DatasetStage dataset,
            ActionRule rule,
            @Promised Provider<Dataset> data,
            Provider<DynamicsTraining> training) {
        this.config = experiment.denoising();
        this.seed = seed;
        this.inputs = inputs;
        this.dataset = dataset;
        this.rule = rule;
        this.data = data;
        this.training = training;
    }

    /** Returns the stage. */
    public Stage<DynamicsArtifact> stage() {
        Stage<DynamicsArtifact> known = stage;
        if (known == null) {
            known = Provisions.unwrapped(this::make);
            stage = known;
        }
        return known;
    }

    private Stage<DynamicsArtifact> make() {
        Stage<?> input = dataset.stage();
        OptionalInt horizon = horizon();
        Map<String, Object> tree = inputs.common();
        tree.put("dataset", input.key().id());
        if (horizon.isPresent()) {
            tree.put("horizon", horizon.getAsInt());
        } else {
            tree.put("denoiser", inputs.component(config.denoiser()));
        }
        tree.put("held_out", config.windows().heldOut());
        tree.put("dynamics", inputs.component(config.dynamics()));
        tree.put("seed", seed.value());
        String series = "seed-" + seed.value() + "/dynamics";
        String title = "dynamics model, seed " + seed.value();
        return new Stage<>(
                DynamicsArtifact.name(seed.value()),
                series,
                new ArtifactKey(DynamicsArtifact.TYPE.kind(), title, tree),
                List.of(input),
                DynamicsArtifact.TYPE,
                (output, checkpoints) -> {
                    rule.check(data.get());
                    training.get().make(title, series, horizon, output, checkpoints);
                });
    }

    /**
     * Returns the steps of the windows whose held-out episodes are held out here too: the denoiser's key
     * {@code horizon}, without creating the denoiser, which may not be wanted. Empty where it has no such key, and has
     * to be asked.
     */
    private OptionalInt horizon() {
        return ConfigurationTree.of(config.denoiser()).get("horizon") instanceof Integer horizon
                ? OptionalInt.of(horizon)
                : OptionalInt.empty();
    }
}
