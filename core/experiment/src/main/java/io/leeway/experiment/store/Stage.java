package io.leeway.experiment.store;

import java.util.List;

/**
 * A stage of a run, as a value: what is made, of what, and how. To have it is not to execute it.
 *
 * @param name what its artifact is called among the run's checkpoints, such as {@code denoiser-seed-0}
 * @param series what its metrics belong to, such as {@code seed-0/denoiser}
 * @param key all that its artifact depends on
 * @param inputs the stages whose artifacts it is made of
 * @param type what it makes
 * @param maker how it is made, while the scopes of its run and seed last
 * @param <A> what it makes
 */
public record Stage<A extends Artifact>(
        String name, String series, ArtifactKey key, List<Stage<?>> inputs, ArtifactType<A> type, Maker maker) {
    /** Returns the ids of what it is made of. */
    public static List<String> ids(List<? extends Stage<?>> stages) {
        return stages.stream().map(stage -> stage.key().id()).toList();
    }
}
