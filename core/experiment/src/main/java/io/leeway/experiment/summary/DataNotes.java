package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.spi.data.Dataset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was not learned from, and what was decided where the data does not say: a sentence each. */
public final class DataNotes {
    private DataNotes() {}

    /** Returns those of a run's seeds, each once. */
    public static List<String> of(RunArtifacts made, List<Long> seeds) {
        Set<String> notes = new LinkedHashSet<>();
        for (long seed : seeds) {
            Dataset.remarks(made.dataset(seed).provenance()).forEach(remark -> notes.add("Dataset: " + remark));
            made.denoiser(seed).map(DenoiserArtifact::facts).ifPresent(facts -> {
                if (facts.heldOutRule().contains("shorter than the horizon")) {
                    notes.add("Windows of seed " + seed + ": " + facts.heldOutRule() + ".");
                }
            });
        }
        return List.copyOf(notes);
    }
}
