package io.leeway.experiment.artifact;

import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.experiment.store.ArtifactType;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A trained model of the dynamics, and how good it is on the transitions that were held out from it. */
public final class DynamicsArtifact extends TrainedArtifact {
    /** The type. */
    public static final ArtifactType<DynamicsArtifact> TYPE = new ArtifactType<>("dynamics", DynamicsArtifact::new);

    private static final String FACTS = "facts.json";

    /** Stands for a folder, which may be empty yet. */
    public DynamicsArtifact(Path directory) {
        super(directory, "dynamics");
    }

    /** Returns what a run calls the model of a seed. */
    public static String name(long seed) {
        return ArtifactNames.of(TYPE.kind(), seed);
    }

    /**
     * The transitions that a model learned from and was measured on.
     *
     * @param trainingRows how many it learned from, terminal ones among them, of which nothing is learned
     * @param heldOutRows how many were held out
     * @param heldOutRule how they were chosen, in a sentence
     * @param members how many distributions it predicts for each row
     * @param quality what it is measured to be on those held out; null where none could be
     * @param steps its errors when it goes on from its own predictions; null where none could be held out
     */
    public record Facts(
            long trainingRows,
            long heldOutRows,
            String heldOutRule,
            int members,
            @Nullable DynamicsQuality quality,
            @Nullable StepErrors steps) {}

    /** Keeps the facts. */
    public void write(Facts facts) {
        Json.writeRecord(resolve(FACTS), facts);
    }

    /** Returns the facts. */
    public Facts facts() {
        return Json.readRecord(resolve(FACTS), Facts.class);
    }

    /** Returns how many transitions a second it learned from. */
    public double rowsPerSecond() {
        return record().timings().get(Timings.TRAINING_ROWS_PER_SECOND);
    }
}
