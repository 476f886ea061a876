package io.leeway.experiment.artifact;

import io.leeway.experiment.store.ArtifactType;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.List;

/** A trained denoiser with its normaliser, and the windows that it learned from in numbers. */
public final class DenoiserArtifact extends TrainedArtifact {
    /** The type. */
    public static final ArtifactType<DenoiserArtifact> TYPE = new ArtifactType<>("denoiser", DenoiserArtifact::new);

    private static final String FACTS = "facts.json";

    /** Stands for a folder, which may be empty yet. */
    public DenoiserArtifact(Path directory) {
        super(directory, "denoiser");
    }

    /** Returns what a run calls the denoiser of a seed. */
    public static String name(long seed) {
        return ArtifactNames.of(TYPE.kind(), seed);
    }

    /**
     * The windows that a denoiser learned from.
     *
     * @param trainingWindows how many it learned from
     * @param heldOutWindows how many its held-out loss is of
     * @param heldOutRule how they were chosen, in a sentence
     * @param constantColumns the columns that never vary
     */
    public record Facts(long trainingWindows, long heldOutWindows, String heldOutRule, List<Integer> constantColumns) {}

    /** Keeps the facts. */
    public void write(Facts facts) {
        Json.writeRecord(resolve(FACTS), facts);
    }

    /** Returns the facts. */
    public Facts facts() {
        return Json.readRecord(resolve(FACTS), Facts.class);
    }

    /** Returns how many windows a second it learned from. */
    public double windowsPerSecond() {
        return record().timings().get(Timings.TRAINING_WINDOWS_PER_SECOND);
    }
}
