package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.DenoiserArtifact;
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
import org.jspecify.annotations.Nullable;

/** The stage that trains a seed's denoiser on windows of its dataset. */
public final class DenoiserStage {
    private final Experiment experiment;
    private final Seed seed;
    private final StageInputs inputs;
    private final DatasetStage dataset;
    private final ActionRule rule;
    private final Provider<Dataset> data;
    private final Provider<DenoiserTraining> training;
    private @Nullable Stage<DenoiserArtifact> stage;

    @Inject
    DenoiserStage(
            Experiment experiment,
            Seed seed,
            StageInputs inputs,
            DatasetStage dataset,
            ActionRule rule,
            @Promised Provider<Dataset> data,
            Provider<DenoiserTraining> training) {
        this.experiment = experiment;
        this.seed = seed;
        this.inputs = inputs;
        this.dataset = dataset;
        this.rule = rule;
        this.data = data;
        this.training = training;
    }

    /** Returns the stage. */
    public Stage<DenoiserArtifact> stage() {
        Stage<DenoiserArtifact> known = stage;
        if (known == null) {
            known = Provisions.unwrapped(this::make);
            stage = known;
        }
        return known;
    }

    private Stage<DenoiserArtifact> make() {
        Stage<?> input = dataset.stage();
        Map<String, Object> tree = inputs.common();
        tree.put("dataset", input.key().id());
        tree.put("windows", ConfigurationTree.essential(experiment.denoising().windows()));
        tree.put("denoiser", inputs.component(experiment.denoising().denoiser()));
        tree.put("seed", seed.value());
        String series = "seed-" + seed.value() + "/denoiser";
        String title = "denoiser, seed " + seed.value();
        return new Stage<>(
                DenoiserArtifact.name(seed.value()),
                series,
                new ArtifactKey(DenoiserArtifact.TYPE.kind(), title, tree),
                List.of(input),
                DenoiserArtifact.TYPE,
                (output, checkpoints) -> {
                    rule.checkForDenoiser(data.get());
                    training.get().make(title, series, output, checkpoints);
                });
    }
}
