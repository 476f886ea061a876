package io.leeway.diffusion.experience;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The dataset's own transitions, drawn evenly. Made once, and so without any state to keep. */
public final class RealExperience implements ExperienceSource {
    private final TransitionPool pool;

    /** The configuration. */
    public record Config(
            @Default("goes-on")
            @Description(
                    "What the last step of an episode counts as that a time limit cut: a step like any other (goes-on),"
                            + " a terminal state (ends), or left-out")
            TimeLimitRule timeLimit) {}

    /**
     * Creates the source.
     *
     * @throws LeewayException if nothing is left to draw from
     */
    @Inject
    public RealExperience(Config config, Dataset dataset) {
        pool = new TransitionPool(config.timeLimit().apply(dataset));
        if (pool.size() == 0) {
            throw new LeewayException(
                    "Every episode is a single step that a time limit cut, and time-limit: left-out leaves"
                            + " none. Choose goes-on or ends.");
        }
    }

    @Override
    public long refreshEvery() {
        return 0;
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        return Map.of("real_transitions", (double) size());
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public void sample(RandomSource random, Transitions batch, int from, int to) {
        pool.sample(random, batch, from, to);
    }

    @Override
    public Optional<boolean[]> realRows(int rows) {
        boolean[] flags = new boolean[rows];
        Arrays.fill(flags, true);
        return Optional.of(flags);
    }

    @Override
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}
}
