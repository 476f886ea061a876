package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a dataset is said, with the file, the place and the row. */
class MinariFaultsTest {
    @TempDir
    private Path folder;

    private RawDataset raw = new RawDataset(Path.of(""));

    @BeforeEach
    void begin() {
        raw = new RawDataset(folder.resolve("raw"));
    }

    @Test
    void nothingIsWrongWithTheRest() throws IOException {
        List<Episode> episodes = read(true);
        for (int i = 0; i < 4; i++) {
            assertThat(episodes.get(i).columns()).isEqualTo(raw.episodes.get(i));
            assertThat(episodes.get(i).seed()).isNull();
        }
        Dataset dataset = load(false);
        assertThat(dataset.steps()).isEqualTo(20);
        assertThat(dataset.actions()).startsWith(0, 1 / 16f);
        assertThat(dataset.terminated(3)).isTrue();
        assertThat(dataset.provenance())
                .containsEntry("dataset_id", "raw/data-v0")
                .containsKey("sha256");
    }

    @Test
    void filesThatAreMissing() throws IOException {
        raw.write();
        Files.delete(raw.arrays());
        failsAsItIs().withMessageContaining("There is no " + raw.arrays());
        Files.delete(raw.metadataFile());
        failsAsItIs().withMessageContaining("There is no " + raw.arrays().getParent());
    }

    @Test
    void metadataThatIsNone() throws IOException {
        raw.write();
        Files.writeString(raw.metadataFile(), "{\"total_steps\": 3");
        failsAsItIs().withMessageContaining(raw.metadataFile() + " is not JSON");
        Files.writeString(raw.metadataFile(), "[]");
        failsAsItIs().withMessageContaining("it is no object; total_episodes is missing; total_steps is missing");
        Files.write(raw.metadataFile(), new byte[] {'"', (byte) 0xff, '"'});
        failsAsItIs().withMessageContaining("not text in UTF-8");
        Files.write(raw.metadataFile(), new byte[(1 << 24) + 1]);
        failsAsItIs().withMessageContaining("has 16777217 bytes, but metadata has at most 16777216");
    }

    @Test
    void totalsThatAreNoNumbers() {
        raw.metadata.put("total_episodes", "-1");
        raw.metadata.put("total_steps", "1e300");
        fails().withMessageContaining("total_episodes is -1, but must be a whole number; total_steps is 1.0E300");
    }

    @Test
    void otherFormats() {
        raw.metadata.put("data_format", "\"parquet\"");
        fails().withMessageContaining("data_format is 'parquet'").withMessageContaining("data_format='hdf5'");
    }

    @Test
    void totalsThatDisagree() {
        raw.metadata.put("total_steps", "21");
        fails().withMessageContaining("says that there are 21 steps, but main_data.hdf5 has 20");
        raw.metadata.put("total_steps", "" + Long.MAX_VALUE);
        Assertions.assertThatExceptionOfType(LeewayException.class)
                .isThrownBy(() -> load(false))
                .withMessageContaining("of " + Long.MAX_VALUE + " steps, takes");
    }

    @Test
    void episodesThatAreMissingOrTooMany() {
        raw.metadata.put("total_episodes", "6");
        fails().withMessageContaining("6 episodes: there is no episode_4, episode_5");
        raw.metadata.put("total_episodes", "3");
        fails().withMessageContaining("3 episodes: there is also episode_3");
        raw.metadata.put("total_episodes", "" + Integer.MAX_VALUE);
        fails().withMessageContaining("there is no episode_4, episode_5, episode_6, episode_7, episode_8");
    }

    @Test
    void rowsThatDoNotFit() {
        put(3, "observations", Column.of(new float[2 * RawDataset.STEPS], 2));
        put(3, "actions", Column.of(new float[4], 1));
        fails().withMessageContaining(
                        "/episode_3/observations has 5 rows, but must have 6, one more than the 5 rewards")
                .withMessageContaining("/episode_3/actions has 4 rows, but must have 5");
        raw.episodes.get(3).replaceAll((name, column) -> column.rows(0, name.equals("observations") ? 1 : 0));
        fails().withMessageContaining("/episode_3/rewards has no row");
    }

    @Test
    void columnsThatAreNotOfTheSpace() {
        put(1, "observations", Column.of(new long[12], 2));
        put(1, "actions", Column.of(new float[10], 2));
        fails().withMessageContaining(raw.arrays().toString())
                .withMessageContaining(
                        "/episode_1/observations holds rows of int64 [2], but its space is a Box of float32 [2]")
                .withMessageContaining(
                        "/episode_1/actions holds rows of float32 [2], but its space is a Box of float32 [1]");
        raw.episodes.get(1).remove("actions");
        raw.episodes.get(1).remove("observations");
        put(1, "observations/more", Column.of(new float[6], 1));
        fails().withMessageContaining(
                        "observations is missing; /episode_1/observations/more is not in its space; actions is"
                                + " missing");
    }

    @Test
    void columnsThatChange() throws IOException {
        raw.metadata.remove("observation_space");
        raw.metadata.remove("action_space");
        assertThat(read(true)).hasSize(4);
        put(2, "observations", Column.of(new double[12], 2));
        fails().withMessageContaining(
                        "/episode_2/observations holds rows of float64 [2], but in the episodes before it of float32"
                                + " [2]");
        put(2, "observations", Column.of(new float[12], 2));
        assertThat(load(true).episodes()).isEqualTo(4);
    }

    @Test
    void infosThatDifferAreLeftOutAndNamed() throws IOException {
        put(2, "infos/more", Column.of(new long[5]));
        put(0, "infos/kind", Column.of(new long[5]));
        put(1, "infos/kind", Column.of(new double[5]));
        List<Episode> episodes = read(true);
        assertThat(episodes).hasSize(4);
        assertThat(episodes)
                .allSatisfy(episode -> assertThat(episode.columns()).doesNotContainKeys("infos/more", "infos/kind"));
        try (EpisodeReader reader = new MinariFormat(new MinariConfig(1, true, null)).open(folder.resolve("raw"))) {
            assertThat(reader.description().attributes()).containsEntry("left_out", "infos/kind, infos/more");
        }
        assertThat(read(false)).as("without infos").hasSize(4);
    }

    @Test
    void images() {
        String image = RawDataset.box("[2, 2]", "[[0, 0], [0, 0]]", "[[255, 255], [255, 255]]")
                .replace("float32", "uint8");
        raw.metadata.put("observation_space", RawDataset.text(image));
        Column jpeg = Column.of(io.leeway.spi.environment.Space.ElementType.UINT8, List.of(9), ByteBuffer.allocate(54));
        raw.episodes.forEach(columns -> columns.put("observations", jpeg));
        fails().withMessageContaining("/episode_0/observations holds images as JPEG");
    }

    @Test
    void valuesAreReadAsTheyAreAndRefusedByTheLoader() throws IOException {
        put(1, "observations", Column.of(new float[] {0, 0, 0, Float.NaN, 0, 0, 0, 0, 0, 0, 0, 0}, 2));
        assertThat(read(true).get(1).columns()).isEqualTo(raw.episodes.get(1));
        assertThatThrownBy(() -> load(true))
                .hasMessageContaining(raw.arrays() + ": observations has NaN in episode 1, row 1, column 1");
        begin();
        put(2, "actions", Column.of(new float[] {0, 0, 4, -3, 0}, 1));
        put(1, "rewards", Column.of(new double[] {0, Double.NaN, 0, 0, 0}));
        assertThat(read(true).get(2).columns()).isEqualTo(raw.episodes.get(2));
        assertThatThrownBy(() -> load(false))
                .hasMessageContaining("rewards has NaN in episode 1, row 1, column 0, but must be finite;")
                .hasMessageContaining("actions has 4.0 in episode 2, row 2, column 0, but must be between")
                .hasMessageContaining("clip-actions: true moves it there), as must 1 more.");
        raw.episodes.get(1).put("rewards", Column.of(new double[] {0, 0, 0, 0, 0}));
        assertThat(load(true).actions()[13]).isEqualTo(-1);
    }

    @Test
    void endsInTheMiddle() throws IOException {
        put(2, "terminations", RawDataset.flags(1));
        assertThat(read(true).get(2).column("terminations")).isEqualTo(RawDataset.flags(1));
        assertThatThrownBy(() -> load(false))
                .hasMessageContaining(raw.arrays() + ": /episode_2/terminations is set in row 1, before the last of 5");
    }

    @Test
    void filesCutShortAnywhere() throws IOException {
        raw.write();
        byte[] whole = Files.readAllBytes(raw.arrays());
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(raw.arrays(), Arrays.copyOf(whole, length));
            failsAsItIs().withMessageContaining(raw.arrays().toString());
        }
    }

    @Test
    void bytesAlteredAnywhereAreReadOrRefused() throws IOException {
        raw.write();
        byte[] whole = Files.readAllBytes(raw.arrays());
        for (int i = 0; i < whole.length; i += 41) {
            byte[] altered = whole.clone();
            altered[i] ^= (byte) 0xff;
            Files.write(raw.arrays(), altered);
            try {
                assertThat(readAsItIs(true)).as("byte %d", i).hasSize(4);
            } catch (LeewayException e) {
                assertThat(e).as("byte %d", i).hasMessageContaining("main_data.hdf5");
            }
        }
    }

    private void put(int episode, String name, Column column) {
        raw.episodes.get(episode).put(name, column);
    }

    private ThrowableAssertAlternative<LeewayException> fails() {
        return Assertions.assertThatExceptionOfType(LeewayException.class).isThrownBy(() -> read(true));
    }

    private ThrowableAssertAlternative<LeewayException> failsAsItIs() {
        return Assertions.assertThatExceptionOfType(LeewayException.class).isThrownBy(() -> readAsItIs(true));
    }

    private List<Episode> read(boolean infos) throws IOException {
        raw.write();
        return readAsItIs(infos);
    }

    private List<Episode> readAsItIs(boolean infos) {
        List<Episode> episodes = new ArrayList<>();
        try (EpisodeReader reader = new MinariFormat(new MinariConfig(1, infos, null)).open(folder.resolve("raw"))) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    private Dataset load(boolean clip) throws IOException {
        MinariSourceConfig config = new MinariSourceConfig(raw.write(), null, List.of(), clip);
        return new MinariSource(config, MinariIds.of(Map.of(), folder)).load();
    }
}
