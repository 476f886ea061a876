package io.leeway.experiment.stage;

import io.leeway.experiment.artifact.DatasetArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.store.ArtifactKey;
import io.leeway.experiment.store.Stage;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.ActionSpaces;
import io.leeway.wiring.inject.Promised;
import io.leeway.wiring.inject.Provisions;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage that collects or reads a seed's dataset. */
public final class DatasetStage {
    private static final float GREATEST_REWARD = 0x1p50f;

    private final Experiment experiment;
    private final Seed seed;
    private final StageInputs inputs;
    private final ActionRule rule;
    private final Provider<DatasetSource> source;
    private @Nullable Stage<DatasetArtifact> stage;

    @Inject
    DatasetStage(
            Experiment experiment,
            Seed seed,
            StageInputs inputs,
            ActionRule rule,
            @Promised Provider<DatasetSource> source) {
        this.experiment = experiment;
        this.seed = seed;
        this.inputs = inputs;
        this.rule = rule;
        this.source = source;
    }

    /** Returns the stage; the source is created for it, and not asked to load. */
    public Stage<DatasetArtifact> stage() {
        Stage<DatasetArtifact> known = stage;
        if (known == null) {
            known = Provisions.unwrapped(this::make);
            stage = known;
        }
        return known;
    }

    private Stage<DatasetArtifact> make() {
        String name = DatasetArtifact.name(seed.value());
        return new Stage<>(
                name,
                "seed-" + seed.value() + "/dataset",
                key(source.get()),
                List.of(),
                DatasetArtifact.TYPE,
                (output, checkpoints) -> {
                    rule.checkEnvironment();
                    new DatasetArtifact(output)
                            .write(learnable(rule.fitted(source.get().load())));
                });
    }

    private ArtifactKey key(DatasetSource from) {
        Map<String, Object> tree = inputs.common();
        if (inputs.asksFor(experiment.denoising().dataset(), Environments.class)) {
            tree.put("environment", inputs.environment());
        }
        tree.put("dataset", inputs.component(experiment.denoising().dataset()));
        tree.put("identity", from.identity());
        rule.environmentChoices().ifPresent(choices -> tree.put("choices", ActionSpaces.describe(choices)));
        if (from.seeded()) {
            tree.put("seed", seed.value());
        }
        String title = from.seeded() ? "dataset, seed " + seed.value() : "dataset";
        return new ArtifactKey(DatasetArtifact.TYPE.kind(), title, tree);
    }

    /** Refuses rewards whose squared sums, of which losses are made, float32 cannot hold. */
    private static Dataset learnable(Dataset dataset) {
        float[] rewards = dataset.rewards();
        for (int i = 0; i < rewards.length; i++) {
            if (!(Math.abs(rewards[i]) <= GREATEST_REWARD)) {
                throw new LeewayException("the reward of step " + i + " (from 0, over all episodes) is " + rewards[i]
                        + ", but must be at most " + GREATEST_REWARD
                        + " in magnitude: agents learn in float32, which cannot hold the squares of returns of greater"
                        + " ones. Scale the rewards ('leeway dataset relabel --scale')");
            }
        }
        return dataset;
    }
}
