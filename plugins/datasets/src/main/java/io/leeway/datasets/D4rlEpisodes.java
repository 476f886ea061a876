package io.leeway.datasets;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Cuts flat columns into episodes. */
final class D4rlEpisodes {
    /** An episode: from a row, for so many steps that are kept. */
    private record Episode(int first, int steps, boolean terminated, boolean truncated) {}

    private final Path path;
    private final Hdf5Columns columns;

    D4rlEpisodes(Path path, Hdf5Columns columns) {
        this.path = path;
        this.columns = columns;
    }

    /**
     * Returns the episodes.
     *
     * @throws LeewayException if a value is not finite, an action is outside [-1, 1], or no episode has a step to keep
     */
    Dataset dataset(Map<String, String> provenance) {
        check("observations", columns.observations(), columns.observationSize(), Float.MAX_VALUE);
        check("actions", columns.actions(), columns.actionSize(), 1);
        check("rewards", columns.rewards(), 1, Float.MAX_VALUE);
        if (columns.nextObservations() != null) {
            check("next_observations", columns.nextObservations(), columns.observationSize(), Float.MAX_VALUE);
        }
        List<Episode> episodes = cut();
        if (episodes.isEmpty()) {
            throw new LeewayException(path + " has no episode of two steps or more, and no next_observations: without "
                    + "them an episode's last step has no outcome");
        }
        int steps = episodes.stream().mapToInt(Episode::steps).sum();
        int size = columns.observationSize();
        int actionSize = columns.actionSize();
        float[] observations = new float[Math.multiplyExact(steps + episodes.size(), size)];
        float[] actions = new float[steps * actionSize];
        float[] rewards = new float[steps];
        int[] lengths = new int[episodes.size()];
        boolean[] terminated = new boolean[lengths.length];
        boolean[] truncated = new boolean[lengths.length];
        int step = 0;
        for (int i = 0; i < lengths.length; i++) {
            Episode episode = episodes.get(i);
            lengths[i] = episode.steps();
            terminated[i] = episode.terminated();
            truncated[i] = episode.truncated();
            int at = (step + i) * size;
            System.arraycopy(columns.observations(), episode.first() * size, observations, at, episode.steps() * size);
            copyLast(episode, observations, at + episode.steps() * size);
            System.arraycopy(
                    columns.actions(),
                    episode.first() * actionSize,
                    actions,
                    step * actionSize,
                    episode.steps() * actionSize);
            System.arraycopy(columns.rewards(), episode.first(), rewards, step, episode.steps());
            step += episode.steps();
        }
        return new Dataset(
                size, actionSize, observations, actions, rewards, lengths, terminated, truncated, provenance);
    }

    /** Copies the observation after an episode's last step; a terminal one that the file lacks is never bootstrapped from. */
    private void copyLast(Episode episode, float[] target, int at) {
        int size = columns.observationSize();
        int last = episode.first() + episode.steps() - 1;
        float[] next = columns.nextObservations();
        if (next != null) {
            System.arraycopy(next, last * size, target, at, size);
        } else {
            int row = episode.terminated() ? last : last + 1;
            System.arraycopy(columns.observations(), row * size, target, at, size);
        }
    }

    private List<Episode> cut() {
        List<Episode> episodes = new ArrayList<>();
        int rows = columns.rewards().length;
        int first = 0;
        for (int row = 0; row < rows; row++) {
            boolean terminal = columns.terminals()[row];
            boolean timeout = columns.timeouts()[row];
            if (terminal || timeout || row == rows - 1) {
                boolean whole = terminal || columns.nextObservations() != null;
                int steps = row - first + (whole ? 1 : 0);
                if (steps > 0) {
                    episodes.add(new Episode(first, steps, terminal, timeout && whole));
                }
                first = row + 1;
            }
        }
        return episodes;
    }

    private void check(String name, float[] values, int width, float bound) {
        for (int i = 0; i < values.length; i++) {
            if (!(Math.abs(values[i]) <= bound)) {
                throw new LeewayException(
                        path + ": " + name + " has " + values[i] + " in row " + i / width + ", column "
                                + i % width + ", but must be "
                                + (bound == 1 ? "between -1 and 1" : "finite"));
            }
        }
    }
}
