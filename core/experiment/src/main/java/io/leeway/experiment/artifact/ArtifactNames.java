package io.leeway.experiment.artifact;

/** The names of artifacts among the checkpoints of a run. */
public final class ArtifactNames {
    private ArtifactNames() {}

    /** Returns what something that was made with a seed is called: {@code denoiser-seed-0}. */
    public static String of(String made, long seed) {
        return made + "-seed-" + seed;
    }
}
