package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.datasets.minari.MinariConfig;
import io.leeway.datasets.minari.MinariFormat;
import io.leeway.datasets.minari.MinariSource;
import io.leeway.datasets.minari.MinariSourceConfig;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Observations with parts that are choices: the same rows from every format, those that Gymnasium's flatten gives. */
class FlatObservationsTest {
    private static final int STEPS = 40;
    private static final Space.Discrete ACTIONS = new Space.Discrete(3, -1);

    @TempDir
    private Path folder;

    static List<Space> spaces() {
        Space.Box place = Space.Box.of(2, -2, 2, ElementType.FLOAT32);
        Space.Discrete room = new Space.Discrete(4, 1);
        Space.MultiDiscrete dials = new Space.MultiDiscrete(List.of(2), new long[] {3, 2}, new long[] {0, -1});
        Space inner = new Space.Tuple(List.of(dials, new Space.MultiBinary(List.of(3)), room));
        return List.of(
                new Space.Discrete(16, 0),
                room,
                dials,
                new Space.MultiBinary(List.of(3)),
                dict("place", place, "room", room),
                dict("room", room),
                dict("inner", inner, "place", place));
    }

    private static Space dict(Object... parts) {
        Map<String, Space> named = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            named.put((String) parts[i], (Space) parts[i + 1]);
        }
        return new Space.Dict(named);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void areTheSameFromEveryFormatAndAsGymnasiumFlattensThem(Space space) {
        Value seen = space.sample(STEPS + 1, RandomSource.of(1));
        double[] rows = space.flatten(seen, STEPS + 1);
        float[] expected = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            expected[i] = (float) rows[i];
        }
        DatasetDescription description = new DatasetDescription(space, ACTIONS, Map.of());
        Episode episode = episode(space, seen);
        Path file = folder.resolve("data.hdf5");
        Path minari = folder.resolve("data-v0");
        write(new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0)), file, description, episode);
        write(new MinariFormat(new MinariConfig(1, true, null)), minari, description, episode);
        List<Dataset> read = List.of(
                new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, 0)).load(),
                new MinariSource(new MinariSourceConfig(minari, null, List.of(), false)).load());
        for (Dataset dataset : read) {
            assertThat(dataset.observationSize()).isEqualTo(space.flat().size());
            assertThat(dataset.observations()).isEqualTo(expected);
            assertThat(dataset.choices()).contains(ACTIONS);
            assertThat(dataset.actions()).startsWith(0, 0, 1, 1, 0, 0, 0, 1, 0);
        }
    }

    @Test
    void actionsWithPartsThatAreChoicesAreNotWrittenAsNumbers() {
        Space parts = dict("move", Space.Box.of(2, -1, 1, ElementType.FLOAT32), "jump", new Space.Discrete(2, 0));
        DatasetDescription description = new DatasetDescription(null, parts, Map.of());
        D4rlFormat format = new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0));
        assertThatThrownBy(() -> format.create(folder.resolve("x.hdf5"), description))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("D4RL's layout has one flat action, but actions/jump is from Discrete(2)");
        assertThat(folder).isEmptyDirectory();
    }

    private static void write(DatasetFormat format, Path path, DatasetDescription description, Episode episode) {
        try (EpisodeWriter writer = format.create(path, description)) {
            writer.write(episode);
            writer.commit();
        }
    }

    private static Episode episode(Space space, Value seen) {
        Map<String, Column> columns = new LinkedHashMap<>();
        put(columns, Episode.OBSERVATIONS, space, seen);
        long[] actions = new long[STEPS];
        for (int step = 0; step < STEPS; step++) {
            actions[step] = (step + 2L) % 3 - 1;
        }
        columns.put(Episode.ACTIONS, Column.of(actions));
        columns.put(Episode.REWARDS, Column.of(new float[STEPS]));
        boolean[] last = new boolean[STEPS];
        last[STEPS - 1] = true;
        columns.put(Episode.TERMINATIONS, Column.of(new boolean[STEPS]));
        columns.put(Episode.TRUNCATIONS, Column.of(last));
        return new Episode(columns, null);
    }

    private static void put(Map<String, Column> columns, String path, Space space, Value value) {
        if (space instanceof Space.Dict dict) {
            Map<String, Value> entries = ((Value.Entries) value).values();
            dict.spaces()
                    .forEach((name, part) ->
                            put(columns, path + "/" + name, part, Objects.requireNonNull(entries.get(name))));
        } else if (space instanceof Space.Tuple tuple) {
            for (int i = 0; i < tuple.spaces().size(); i++) {
                Value item = ((Value.Items) value).values().get(i);
                put(columns, path + "/_index_" + i, tuple.spaces().get(i), item);
            }
        } else if (value instanceof Value.Reals reals) {
            float[] single = new float[reals.values().length];
            for (int i = 0; i < single.length; i++) {
                single[i] = (float) reals.values()[i];
            }
            columns.put(path, Column.of(single, single.length / (STEPS + 1)));
        } else {
            long[] whole = ((Value.Integers) value).values();
            int width = whole.length / (STEPS + 1);
            columns.put(path, width == 1 ? Column.of(whole) : Column.of(whole, width));
        }
    }
}
