package io.leeway.diffusion.experience;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;

/** The dataset's own transitions, drawn evenly. Made once, and so without any state to keep. */
public final class RealExperience implements ExperienceSource {
    private final TransitionPool pool;

    /** There is nothing to configure. */
    public record Config() {}

    /** Creates the source. */
    @Inject
    public RealExperience(Dataset dataset) {
        pool = new TransitionPool(dataset.transitions());
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
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}
}
