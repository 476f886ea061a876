package io.leeway.spi.agent;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The policies of agents that earlier runs trained. */
public interface TrainedPolicies {
    /**
     * Opens the policy of an agent of a run.
     *
     * @param run the run's folder
     * @param agent one of its agents; null where it has only one
     * @param seed one of its seeds; null for its first
     * @throws io.leeway.spi.LeewayException if it is not there (yet), saying what there is
     */
    Trained open(Path run, @Nullable String agent, @Nullable Long seed);

    /**
     * Returns what identifies the weights, whatever the folder is called: a digest.
     *
     * @throws io.leeway.spi.LeewayException as {@link #open}
     */
    String identity(Path run, @Nullable String agent, @Nullable Long seed);

    /** A policy, with what it needs to act. */
    interface Trained extends AutoCloseable {
        /** Returns the policy, which acts until this is closed. */
        Policy policy();

        /** Lets go of the agent's memory. */
        @Override
        void close();
    }
}
