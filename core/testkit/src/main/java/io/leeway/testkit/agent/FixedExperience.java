package io.leeway.testkit.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Transitions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/**
 * Transitions that never change, drawn evenly or one after the other; the last half of a batch counts as real. May be
 * extended by who counts what is drawn.
 */
public class FixedExperience implements ExperienceSource {
    private final Transitions transitions;
    private final ToIntFunction<RandomSource> chosen;

    /** Wraps at least one transition, to be drawn evenly. */
    public FixedExperience(Transitions transitions) {
        this(transitions, random -> random.nextInt(transitions.count()));
    }

    private FixedExperience(Transitions transitions, ToIntFunction<RandomSource> chosen) {
        this.transitions = transitions;
        this.chosen = chosen;
    }

    /** Returns transitions that are handed out from the first to the last, each once. */
    public static FixedExperience inOrder(Transitions transitions) {
        AtomicInteger next = new AtomicInteger();
        return new FixedExperience(transitions, random -> next.getAndIncrement());
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
            batch.copyRow(transitions, chosen.applyAsInt(random), row);
        }
    }

    @Override
    public Optional<boolean[]> realRows(int rows) {
        boolean[] flags = new boolean[rows];
        Arrays.fill(flags, rows - rows / 2, rows, true);
        return Optional.of(flags);
    }

    @Override
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}
}
