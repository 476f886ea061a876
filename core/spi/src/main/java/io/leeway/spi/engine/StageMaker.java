package io.leeway.spi.engine;

/** A maker of stages in this process, which an {@link Engine} may ask for. May be called by several threads at once. */
@FunctionalInterface
public interface StageMaker {
    /**
     * Makes the artifact of a stage in the store, if it is not there yet. What was interrupted goes on from its
     * checkpoint.
     *
     * @throws io.leeway.spi.LeewayException if it failed, naming the stage, what was wrong and what to do
     * @throws java.util.concurrent.CancellationException if the user asked to stop
     */
    void make(StageTask task);
}
