package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Transitions;
import java.nio.file.Path;
import java.util.Map;

/** Transitions handed out one after the other, each once. */
final class RowsInOrder implements ExperienceSource {
    private final Transitions transitions;
    private int next;

    RowsInOrder(Transitions transitions) {
        this.transitions = transitions;
    }

    @Override
    public long refreshEvery() {
        return 0;
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        return Map.of();
    }

    @Override
    public int size() {
        return transitions.count();
    }

    @Override
    public void sample(RandomSource random, Transitions batch, int from, int to) {
        for (int row = from; row < to; row++) {
            batch.copyRow(transitions, next++, row);
        }
    }

    @Override
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}
}
