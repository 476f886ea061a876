package io.leeway.experiment.generation;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Trajectories as episodes, whose steps are what {@link Trajectories#transitions} gives. A trajectory is one episode:
 * it ends at its first terminal row, or else is truncated. Where rows have next observations of their own, each row is.
 */
final class SyntheticEpisodes implements EpisodeReader {
    private final Trajectories trajectories;
    private final DatasetDescription description;
    private final Queue<Episode> waiting = new ArrayDeque<>();
    private int next;

    /**
     * Reads trajectories.
     *
     * @param description whose action space is a box that actions are scaled to
     */
    SyntheticEpisodes(Trajectories trajectories, DatasetDescription description) {
        this.trajectories = trajectories;
        this.description = description;
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public @Nullable Episode next() {
        while (waiting.isEmpty() && next < trajectories.count()) {
            Transitions steps = trajectories.slice(next, next + 1).transitions();
            next++;
            int each = trajectories.layout().nextObservation() ? 1 : Math.max(1, steps.count());
            for (int first = 0; first < steps.count(); first += each) {
                waiting.add(episode(steps, first, first + each));
            }
        }
        return waiting.poll();
    }

    private Episode episode(Transitions steps, int from, int to) {
        int size = steps.observationSize();
        float[] observations = Arrays.copyOfRange(steps.observations(), from * size, (to + 1) * size);
        System.arraycopy(steps.nextObservations(), (to - 1) * size, observations, (to - from) * size, size);
        float[] actions = Arrays.copyOfRange(steps.actions(), from * steps.actionSize(), to * steps.actionSize());
        boolean terminal = steps.terminals()[to - 1] > 0.5f;
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(Episode.OBSERVATIONS, Column.of(observations, size));
        columns.put(Episode.ACTIONS, actions(actions));
        columns.put(Episode.REWARDS, Column.of(Arrays.copyOfRange(steps.rewards(), from, to)));
        columns.put(Episode.TERMINATIONS, flags(to - from, terminal));
        columns.put(Episode.TRUNCATIONS, flags(to - from, !terminal));
        return new Episode(columns, null);
    }

    private Column actions(float[] actions) {
        if (!(description.actionSpace() instanceof Space.Box box)) {
            throw new IllegalStateException("Synthetic actions are from a box, not " + description.actionSpace());
        }
        for (int i = 0; i < actions.length; i++) {
            double low = box.low()[i % box.size()];
            double high = box.high()[i % box.size()];
            boolean same = Double.isInfinite(high - low) || (low == -1 && high == 1);
            if (!same) {
                actions[i] = (float) Math.max(low, Math.min(high, low + (actions[i] + 1.0) / 2 * (high - low)));
            }
        }
        return Column.of(actions, box.shape().toArray(Integer[]::new));
    }

    private static Column flags(int steps, boolean last) {
        boolean[] flags = new boolean[steps];
        flags[steps - 1] = last;
        return Column.of(flags);
    }

    @Override
    public void close() {}
}
