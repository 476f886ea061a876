package io.leeway.spi.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.Stateful;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import java.util.Map;
import java.util.Optional;

/**
 * A source of transitions for an agent: real data, synthetic data, or a mixture.
 *
 * <p>Its state is what its last refreshes made; {@link #sample} draws from the caller's random source only.
 */
public interface ExperienceSource extends Stateful, AutoCloseable {
    /** Returns the updates between refreshes; 0 for a source that is never refreshed after its first. */
    long refreshEvery();

    /**
     * Makes the experience anew. The runtime calls it before the first update and then every {@link #refreshEvery}
     * updates.
     *
     * @param agent the agent that will learn from it, whose policy guides it
     * @param step the updates that the agent has made; at 0 its policy is untrained, and no source is guided by it
     * @return figures by snake_case name, the same for the same seed; {@code network_evaluations} (a trajectory) where
     *     a denoiser was called
     */
    Map<String, Double> refresh(Agent agent, long step);

    /** Returns how many transitions can be drawn. */
    int size();

    /**
     * Fills rows {@code from} (inclusive) to {@code to} (exclusive) of a batch with transitions drawn with replacement;
     * where the batch has room for next actions, with these too, as {@link Transitions#copyRow} does.
     */
    void sample(RandomSource random, Transitions batch, int from, int to);

    /**
     * Returns which of {@code rows} rows that {@link #sample} is asked for at once are real, transitions of the dataset
     * itself, and which are synthetic; the same ones every time until the next refresh. Empty where that is not known.
     */
    default Optional<boolean[]> realRows(int rows) {
        return Optional.empty();
    }

    /** Returns the synthetic trajectories of the last refresh in data units, where there are any: they are measured. */
    default Optional<Trajectories> synthetic() {
        return Optional.empty();
    }

    /**
     * Returns how many seconds of the work of the last refresh passed beside the agent's updates; 0 where a refresh
     * does all of its work before it returns.
     */
    default double secondsBeside() {
        return 0;
    }

    /**
     * Ends work in the background, and waits until it has ended. The runtime calls it when training ends, whichever way
     * it does, before anything that the source was given is closed; a second call does nothing.
     */
    @Override
    default void close() {}
}
