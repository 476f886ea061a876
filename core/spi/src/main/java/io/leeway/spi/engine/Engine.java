package io.leeway.spi.engine;

/**
 * A way to have stages made: by this process, or by others that see the same store. Which stage is next, and what a
 * failure means for the others, is decided by whoever calls it.
 *
 * <p>It is created once for a command, and closed at its end. Its constructor may ask for the {@link StageMaker} of
 * this process, and checks there what can be known before the first stage, such as that a cluster answers.
 */
public interface Engine extends AutoCloseable {
    /** Returns how many stages it is to be asked for at once where the user does not say: at least 1. */
    int slots();

    /**
     * Has a stage made, whose inputs are made, and waits for it. Called by several threads at once, by each for another
     * stage. When it returns, the store has the artifact.
     *
     * <p>What is lost with a process or a machine is asked for again, a bounded number of times. A failure of the stage
     * itself is not: the same work would fail again.
     *
     * @throws io.leeway.spi.LeewayException if the stage failed, saying what the stage itself said of it; or if the
     *     engine cannot have it made, saying why and what to do
     * @throws java.util.concurrent.CancellationException if the user asked to stop, as the {@code Progress} says that
     *     is bound for the engine, at the latest some seconds later; the work elsewhere ends too
     */
    void make(StageTask task);

    /** Ends what it has started: processes, connections, threads. Does nothing the second time. */
    @Override
    void close();
}
