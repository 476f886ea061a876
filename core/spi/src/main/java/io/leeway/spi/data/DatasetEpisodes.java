package io.leeway.spi.data;

import io.leeway.spi.environment.Space;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reader of the episodes of a flat dataset. */
final class DatasetEpisodes implements EpisodeReader {
    private final Dataset dataset;
    private int next;

    DatasetEpisodes(Dataset dataset) {
        this.dataset = dataset;
    }

    @Override
    public DatasetDescription description() {
        Space actions = Space.Box.of(dataset.actionSize(), -1, 1, Space.ElementType.FLOAT32);
        Space observations = Space.Box.of(
                dataset.observationSize(),
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Space.ElementType.FLOAT32);
        return new DatasetDescription(observations, actions, dataset.provenance());
    }

    @Override
    public long steps() {
        return dataset.steps();
    }

    @Override
    public @Nullable Episode next() {
        if (next == dataset.episodes()) {
            return null;
        }
        int episode = next++;
        int steps = dataset.length(episode);
        int first = dataset.firstStep(episode);
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(
                Episode.OBSERVATIONS,
                rows(dataset.observations(), first + episode, steps + 1, dataset.observationSize()));
        columns.put(Episode.ACTIONS, rows(dataset.actions(), first, steps, dataset.actionSize()));
        columns.put(Episode.REWARDS, Column.of(Arrays.copyOfRange(dataset.rewards(), first, first + steps)));
        columns.put(Episode.TERMINATIONS, flags(steps, dataset.terminated(episode)));
        columns.put(Episode.TRUNCATIONS, flags(steps, dataset.truncated(episode)));
        return new Episode(columns, null);
    }

    private static Column rows(float[] values, int row, int count, int width) {
        return Column.of(Arrays.copyOfRange(values, row * width, (row + count) * width), width);
    }

    private static Column flags(int steps, boolean last) {
        boolean[] flags = new boolean[steps];
        flags[steps - 1] = last;
        return Column.of(flags);
    }

    @Override
    public void close() {}
}
