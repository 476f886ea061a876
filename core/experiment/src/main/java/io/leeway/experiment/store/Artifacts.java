package io.leeway.experiment.store;

import java.util.function.Supplier;

/** The artifacts of a run: made where they are missing, or those of a run that is opened again. */
public interface Artifacts {
    /**
     * Returns an artifact.
     *
     * @param name what it is called among the run's checkpoints
     * @param stage the stage that makes it; asked for only where it may be made
     * @throws io.leeway.spi.LeewayException if it cannot be had, saying what to do
     */
    <A extends Artifact> A get(String name, ArtifactType<A> type, Supplier<Stage<A>> stage);
}
