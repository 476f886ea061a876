package io.leeway.spi.agent;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Stateful;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An offline reinforcement learning algorithm. Ready to act, with fresh weights, when it is created. */
public interface Agent extends Stateful, AutoCloseable {
    /** Returns how many updates were made. */
    long step();

    /**
     * Makes several updates; the caller asks for many at once, so that they can be fused into one call.
     *
     * @param experience where batches come from
     * @param times how many updates, at least 1
     * @return means over these updates by snake_case name, such as {@code critic_loss}
     * @throws LeewayException if a loss or a weight is no longer finite, saying at which update and what to change
     */
    Map<String, Double> update(ExperienceSource experience, int times);

    /**
     * Looks for early signs that learning goes wrong. It changes nothing.
     *
     * @param experience where a batch comes from
     * @return figures by snake_case name, the same at the same step; the runtime warns once of {@code dead_units} (the
     *     share of hidden units that are zero throughout the batch), {@code saturated_actions} beside
     *     {@code saturated_data_actions} (the shares of actions within 0.01 of their bounds) and
     *     {@code value_over_bound} (the mean value as a share of the most that the data's rewards can add up to)
     */
    default Map<String, Double> examine(ExperienceSource experience) {
        return Map.of();
    }

    /** Returns the policy; it follows later updates. */
    Policy policy();

    /** Returns the critic, where the algorithm has one; it follows later updates. */
    default Optional<Critic> critic() {
        return Optional.empty();
    }

    /**
     * Writes the policy alone, as it is now, for other programs to act with. Which files those are is the algorithm's
     * choice.
     *
     * @param directory an empty folder
     * @throws LeewayException if nothing can be written there, or the policy cannot be exported, as by default
     */
    default void export(Path directory) {
        throw new LeewayException(
                "The policy of a " + getClass().getSimpleName() + " cannot be exported: its plugin does"
                        + " not say how. Choose a run of another agent, or implement Agent.export in the plugin.");
    }

    /** Lets go of native memory. */
    @Override
    void close();
}
