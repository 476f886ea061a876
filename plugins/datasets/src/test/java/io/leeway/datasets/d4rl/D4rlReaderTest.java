package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeway.datasets.hdf5.input.LaidOutFiles;
import io.leeway.datasets.hdf5.output.Hdf5Output;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.EpisodeFlattener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class D4rlReaderTest {
    @TempDir
    private Path folder;

    @Test
    void episodesOfEveryLayoutEndAtTerminalsAndTimeouts() {
        for (String name : LaidOutFiles.NAMES) {
            List<Episode> episodes = read(LaidOutFiles.of(name), TimeoutsMeaning.AUTO);
            if (name.equals("incompressible")) {
                assertThat(episodes).as("noise, in which nothing follows").hasSize(LaidOutFiles.ROWS);
                continue;
            }
            assertThat(episodes).as(name).extracting(Episode::steps).containsExactly(10, 10, 5, 5, 10);
            assertThat(episodes)
                    .as(name)
                    .extracting(Episode::terminated)
                    .containsExactly(false, false, true, false, false);
            assertThat(episodes).as(name).extracting(Episode::truncated).containsExactly(true, true, false, true, true);
            assertThat(episodes.get(1).column("infos/step").integer(3)).as(name).isEqualTo(13);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"halfcheetah-medium", "hopper-medium"})
    void loadingGivesWhatReadingGives(String name) {
        Path file = Path.of("../../../shared/data/" + name + ".hdf5");
        assumeTrue(Files.exists(file), "SKIPPED: there is no " + file);
        assertSame(source(file).load(), flattened(file));
    }

    @Test
    void loadingGivesWhatReadingGivesWithoutNextObservations() {
        Path file = folder.resolve("maze.hdf5");
        writeMaze(file, false);
        assertSame(source(file).load(), flattened(file));
    }

    private static Dataset flattened(Path file) {
        EpisodeFlattener flattener = null;
        for (Episode episode : read(file, TimeoutsMeaning.AUTO)) {
            if (flattener == null) {
                DatasetDescription bare = new DatasetDescription(null, null, Map.of());
                flattener = new EpisodeFlattener("test", bare, episode, List.of(), false);
            }
            flattener.add(episode);
        }
        return Objects.requireNonNull(flattener).dataset(Map.of());
    }

    private static void assertSame(Dataset actual, Dataset expected) {
        assertThat(actual.observations()).isEqualTo(expected.observations());
        assertThat(actual.actions()).isEqualTo(expected.actions());
        assertThat(actual.rewards()).isEqualTo(expected.rewards());
        assertThat(actual.episodes()).isEqualTo(expected.episodes());
        for (int i = 0; i < actual.episodes(); i++) {
            assertThat(actual.length(i)).isEqualTo(expected.length(i));
            assertThat(actual.terminated(i)).isEqualTo(expected.terminated(i));
            assertThat(actual.truncated(i)).isEqualTo(expected.truncated(i));
        }
    }

    /**
     * Logs a ball that moves by its velocity as D4RL's generator of maze2d files does: at a waypoint it keeps the
     * observation that it has, so that the next row repeats it while the ball has moved on.
     */
    private static void writeMaze(Path file, boolean nextObservations) {
        float place = 0;
        float seen = 0;
        try (Hdf5Output output = Hdf5Output.create(file, 1)) {
            for (int row = 0; row < 30; row++) {
                boolean waypoint = row % 10 == 9;
                output.append("observations", Column.of(new float[] {seen, 0, 1, 0}, 4));
                output.append("actions", Column.of(new float[] {0.1f, 0}, 2));
                output.append("rewards", Column.of(new float[] {row}));
                output.append("terminals", Column.of(new boolean[1]));
                output.append("timeouts", Column.of(new boolean[] {waypoint}));
                output.append("infos/goal", Column.of(new float[] {3, 3}, 2));
                place += 1;
                if (nextObservations) {
                    output.append("next_observations", Column.of(new float[] {place, 0, 1, 0}, 4));
                }
                seen = waypoint ? seen : place;
            }
            output.commit();
        }
    }

    @Test
    void mazeTimeoutsAreWaypointsAndRepeatedObservationsAreLeftOut() {
        Path file = folder.resolve("maze.hdf5");
        writeMaze(file, false);
        List<Episode> episodes = read(file, TimeoutsMeaning.AUTO);
        assertThat(episodes).hasSize(3);
        for (Episode episode : episodes) {
            assertThat(episode.truncated() || episode.terminated()).isFalse();
            Column observations = episode.column(Episode.OBSERVATIONS);
            for (int i = 1; i < observations.rows(); i++) {
                assertThat(observations.real(4 * i) - observations.real(4 * (i - 1)))
                        .as("what a step moves")
                        .isEqualTo(1);
            }
        }
        assertThat(episodes).extracting(Episode::steps).containsExactly(9, 8, 8);
        try (D4rlReader reader = new D4rlReader(file, new EpisodeRules(TimeoutsMeaning.AUTO, 0))) {
            assertThat(reader.description().attributes().get("timeouts")).contains("reached waypoints");
        }
        assertThat(source(file).load().provenance().get("file timeouts")).contains("reached waypoints");
    }

    @Test
    void otherTimeoutsAreTimeLimits() {
        Path file = folder.resolve("maze.hdf5");
        writeMaze(file, true);
        assertThat(read(file, TimeoutsMeaning.AUTO))
                .extracting(Episode::truncated)
                .containsExactly(true, true, true);
        Path other = folder.resolve("forced.hdf5");
        writeMaze(other, false);
        assertThat(read(other, TimeoutsMeaning.TIME_LIMITS))
                .extracting(Episode::steps)
                .containsExactly(9, 9, 9);
    }

    @Test
    void actionsAreScaledFromTheBoundsThatTheFileTells() {
        Path file = folder.resolve("pendulum.hdf5");
        Space actions = Space.Box.of(1, -2, 2, Space.ElementType.FLOAT32);
        DatasetDescription description = new DatasetDescription(null, actions, Map.of("env_id", "Pendulum-v1"));
        Map<String, Column> columns = Map.of(
                "observations", Column.of(new float[] {1, 2, 3}, 1),
                "actions", Column.of(new float[] {-2, 1}, 1),
                "rewards", Column.of(new double[] {1, 2}),
                "terminations", Column.of(new boolean[] {false, false}),
                "truncations", Column.of(new boolean[] {false, true}));
        try (EpisodeWriter writer = format().create(file, description)) {
            writer.write(new Episode(columns, null));
            writer.commit();
        }
        try (EpisodeReader reader = format().open(file)) {
            assertThat(((Space.Box) Objects.requireNonNull(reader.description().actionSpace())).high())
                    .containsExactly(2);
            assertThat(reader.description().attributes()).containsExactly(Map.entry("env_id", "Pendulum-v1"));
        }
        assertThat(source(file).load().actions()).containsExactly(-1, 0.5f);
    }

    @Test
    void episodesThatMerelyEndAreMarkedUnlessTheyAreTheLast() {
        Path file = folder.resolve("open.hdf5");
        Map<String, Column> columns = Map.of(
                "observations", Column.of(new float[] {1, 2, 3}, 1),
                "actions", Column.of(new float[] {0, 1}, 1),
                "rewards", Column.of(new float[] {1, 2}),
                "terminations", Column.of(new boolean[2]),
                "truncations", Column.of(new boolean[2]));
        try (EpisodeWriter writer = format().create(file, new DatasetDescription(null, null, Map.of()))) {
            writer.write(new Episode(columns, null));
            writer.write(new Episode(columns, null));
            writer.commit();
        }
        assertThat(read(file, TimeoutsMeaning.AUTO))
                .extracting(Episode::truncated)
                .containsExactly(true, false);
    }

    @Test
    void aChunkThatClaimsToBeHugeIsRefusedAtOnce() throws IOException {
        Path file = folder.resolve("bomb.hdf5");
        byte[] bytes = Files.readAllBytes(LaidOutFiles.of("gzip"));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int changed = 0;
        for (int at = 0; at + 27 < bytes.length; at++) {
            // a version 3 layout of chunks of 16 rows and 3 columns: claims 100 GB
            boolean layout = bytes[at] == 3 && bytes[at + 1] == 2 && bytes[at + 2] == 3 && buffer.getInt(at + 11) == 16;
            if (layout && buffer.getInt(at + 15) == 3) {
                buffer.putInt(at + 11, 1 << 28);
                buffer.putInt(at + 15, 100);
                changed++;
            }
        }
        assertThat(changed).as("layouts of observations").isEqualTo(2);
        Files.write(file, bytes);
        assertThatThrownBy(() -> read(file, TimeoutsMeaning.AUTO))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("/observations claims chunks of 107374182400 bytes in a file of 26776 bytes");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    private static List<Episode> read(Path file, TimeoutsMeaning meaning) {
        List<Episode> episodes = new ArrayList<>();
        try (D4rlReader reader = new D4rlReader(file, new EpisodeRules(meaning, 0))) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    private static D4rlFormat format() {
        return new D4rlFormat(new D4rlFormatConfig(4, TimeoutsMeaning.AUTO, 0));
    }

    private static D4rlHdf5Source source(Path file) {
        return new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, 0));
    }
}
