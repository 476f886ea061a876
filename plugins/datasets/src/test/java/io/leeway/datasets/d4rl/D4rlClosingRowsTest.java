package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.datasets.hdf5.input.Hdf5Input;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes whose last observation has a row of its own. */
class D4rlClosingRowsTest {
    private static final D4rlFormat FORMAT = new D4rlFormat(new D4rlFormatConfig(1, TimeoutsMeaning.AUTO, 0));
    private static final Space UNIT = Space.Box.of(1, -1, 1, ElementType.FLOAT32);

    @TempDir
    private Path folder;

    private static Episode episode(int first, int steps, boolean terminated) {
        float[] observations = new float[2 * (steps + 1)];
        float[] actions = new float[steps];
        float[] rewards = new float[steps];
        boolean[] end = new boolean[steps];
        for (int i = 0; i <= steps; i++) {
            observations[2 * i] = first + i;
            observations[2 * i + 1] = -first - i;
        }
        for (int i = 0; i < steps; i++) {
            actions[i] = 0.01f * (first + i);
            rewards[i] = 0.5f + i;
        }
        end[steps - 1] = true;
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put(Episode.OBSERVATIONS, Column.of(observations, 2));
        columns.put(Episode.ACTIONS, Column.of(actions, 1));
        columns.put(Episode.REWARDS, Column.of(rewards));
        columns.put(Episode.TERMINATIONS, Column.of(terminated ? end : new boolean[steps]));
        columns.put(Episode.TRUNCATIONS, Column.of(terminated ? new boolean[steps] : end));
        return new Episode(columns, null);
    }

    private static final List<Episode> EPISODES =
            List.of(episode(0, 3, false), episode(10, 1, true), episode(20, 1, false), episode(30, 2, true));

    private Path write(boolean closing) {
        Path file = folder.resolve(closing + ".hdf5");
        Map<String, String> attributes = closing ? Map.of(DatasetDescription.CLOSING_ROWS, "true") : Map.of();
        try (EpisodeWriter writer = FORMAT.create(file, new DatasetDescription(null, UNIT, attributes))) {
            EPISODES.forEach(writer::write);
            writer.commit();
        }
        return file;
    }

    @Test
    void aRowMoreEndsEachEpisodeThatDidNotTerminate() {
        try (Hdf5Input file = Hdf5Input.open(write(true))) {
            assertThat(reals(file, "observations", 2))
                    .containsExactly(0, 0, 1, -1, 2, -2, 3, -3, 10, -10, 20, -20, 21, -21, 30, -30, 31, -31);
            assertThat(reals(file, "timeouts", 1)).containsExactly(0, 0, 0, 1, 0, 0, 1, 0, 0);
            assertThat(reals(file, "terminals", 1)).containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 1);
            assertThat(reals(file, "rewards", 1)).containsExactly(0.5, 1.5, 2.5, 0, 0.5, 0.5, 0, 0.5, 1.5);
            assertThat(reals(file, "next_observations", 2)).startsWith(1, -1, 2, -2, 3, -3, 3, -3, 11, -11, 21, -21);
        }
    }

    private static double[] reals(Hdf5Input file, String name, int width) {
        Column column = Objects.requireNonNull(file.root().array(name)).read(0, 9);
        double[] values = new double[9 * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.type() == ElementType.BOOL ? (column.flag(i) ? 1 : 0) : column.real(i);
        }
        return values;
    }

    @Test
    void itIsNoStepOfWhatIsReadBack() {
        List<Episode> read = new ArrayList<>();
        try (EpisodeReader reader = FORMAT.open(write(true))) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                read.add(episode);
            }
            assertThat(reader.description().closingRows()).isTrue();
        }
        assertThat(read)
                .extracting(Episode::columns)
                .isEqualTo(EPISODES.stream().map(Episode::columns).toList());
    }

    @Test
    void whatIsLearnedFromIsTheSameWithAndWithoutIt() {
        Dataset with = load(write(true));
        Dataset without = load(write(false));
        assertThat(with.observations()).isEqualTo(without.observations());
        assertThat(with.actions()).isEqualTo(without.actions());
        assertThat(with.rewards()).isEqualTo(without.rewards());
        assertThat(with.episodes()).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            assertThat(with.length(i)).isEqualTo(EPISODES.get(i).steps());
            assertThat(with.terminated(i)).isEqualTo(EPISODES.get(i).terminated());
            assertThat(with.truncated(i)).isEqualTo(EPISODES.get(i).truncated());
        }
    }

    private static Dataset load(Path file) {
        return new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, 0)).load();
    }
}
