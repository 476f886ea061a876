package io.leeway.datasettools;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Episodes of a walk on a line, by a seed: position' = position + action, rewarded by the position after the step. */
public final class Recorded {
    public static final DatasetDescription DESCRIPTION =
            new DatasetDescription(null, null, Map.of("author", "a test", "env_id", "line-v0"));

    private Recorded() {}

    public static List<Episode> episodes(long seed, int count) {
        RandomSource random = RandomSource.of(seed);
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.add(episode(random, 2 + random.nextInt(9), i % 2 == 0));
        }
        return episodes;
    }

    public static Episode episode(RandomSource random, int steps, boolean terminated) {
        double[] positions = new double[steps + 1];
        double[] actions = new double[steps];
        double[] rewards = new double[steps];
        positions[0] = random.nextDouble(-1, 1);
        for (int i = 0; i < steps; i++) {
            actions[i] = random.nextDouble(-1, 1);
            positions[i + 1] = positions[i] + actions[i];
            rewards[i] = positions[i + 1];
        }
        return of(positions, actions, rewards, flags(steps, terminated), flags(steps, !terminated));
    }

    public static boolean[] flags(int steps, boolean last) {
        boolean[] flags = new boolean[steps];
        flags[steps - 1] = last;
        return flags;
    }

    public static Episode of(
            double[] positions, double[] actions, double[] rewards, boolean[] terminations, boolean[] truncations) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(Episode.OBSERVATIONS, Column.of(positions, 1));
        columns.put(Episode.ACTIONS, Column.of(actions, 1));
        columns.put(Episode.REWARDS, Column.of(rewards));
        columns.put(Episode.TERMINATIONS, Column.of(terminations));
        columns.put(Episode.TRUNCATIONS, Column.of(truncations));
        return new Episode(columns, null);
    }

    /** Returns a copy with one number of a float64 column replaced. */
    public static Episode with(Episode episode, String name, int index, double value) {
        Column column = episode.column(name);
        double[] values = new double[column.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.real(i);
        }
        values[index] = value;
        return episode.with(name, Column.of(values, column.shape().toArray(Integer[]::new)));
    }
}
