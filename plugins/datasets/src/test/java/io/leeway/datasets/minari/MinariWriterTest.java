package io.leeway.datasets.minari;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.testkit.data.RandomEpisodes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinariWriterTest {
    private static final DatasetDescription UNSAID = new DatasetDescription(null, null, Map.of());

    @TempDir
    private Path folder;

    private final Episode episode =
            new RandomEpisodes(1, EnumSet.of(RandomEpisodes.Kind.INFOS)).take(1).get(0);

    @Test
    void theSameEpisodesGiveTheSameBytes() throws IOException {
        for (String name : List.of("first", "second")) {
            write(
                    folder.resolve(name).resolve("data-v0"),
                    UNSAID,
                    new RandomEpisodes(1, EnumSet.allOf(RandomEpisodes.Kind.class)).take(9));
        }
        for (String file : List.of("data/metadata.json", "data/main_data.hdf5")) {
            assertThat(folder.resolve("second/data-v0").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("first/data-v0").resolve(file));
        }
    }

    @Test
    void attributesAreOfTheTypesThatMinariReads() throws IOException {
        Map<String, String> attributes = Map.of(
                "author", "[\"A\",\"B\"]",
                "author_email", "a@localhost",
                "ref_max_score", "1.5",
                "total_steps", "99",
                "minari_version", "0.4.0",
                "env_spec", "{\"id\": \"CartPole-v1\", \"order_enforce\": true,}".replace(",}", "}"),
                "note", "17");
        write(folder.resolve("x"), new DatasetDescription(null, null, attributes), List.of(episode));
        String text = Files.readString(folder.resolve("x/data/metadata.json"));
        assertThat(text)
                .contains("\"total_episodes\":1,\"total_steps\":" + episode.steps() + ",\"data_format\":\"hdf5\"")
                .contains("\"author\":[\"A\",\"B\"]", "\"author_email\":[\"a@localhost\"]", "\"ref_max_score\":1.5")
                .contains("\"minari_version\":\"0.5.3\"", "\"dataset_id\":\"leeway/x-v0\"", "\"note\":\"17\"")
                .contains("\"env_spec\":\"{\\\"id\\\": \\\"CartPole-v1\\\", \\\"order_enforce\\\": true}\"")
                .doesNotContain("99", "0.4.0");
        try (EpisodeReader reader = format().open(folder.resolve("x"))) {
            assertThat(reader.description().attributes()).containsEntry("env_id", "CartPole-v1");
        }
    }

    @Test
    void attributesThatMinariCannotReadAreRefused() {
        for (String name : List.of("env_spec", "eval_env_spec", "ref_min_score")) {
            assertThatThrownBy(() -> format().create(folder.resolve("x"), UNSAID.with(Map.of(name, "\"some\""))))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("The attribute '" + name + "'");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void columnsThatAreNotOfTheSpaceAreRefused() {
        Space wrong = new Space.Dict(Map.of("some", Space.Box.of(1, 0, 1, ElementType.FLOAT32)));
        Space other = Space.Box.of(3, 0, 1, ElementType.FLOAT32);
        assertThatThrownBy(() ->
                        write(folder.resolve("x"), new DatasetDescription(wrong, other, Map.of()), List.of(episode)))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("'observations/some' is missing; 'observations' is not in its space")
                .hasMessageContaining("'actions' holds rows of float32 [2], but its space is a Box of float32 [3]");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void imagesAreRefused() {
        int rows = episode.steps() + 1;
        Column image = Column.of(ElementType.UINT8, List.of(32, 32), ByteBuffer.allocate(1024 * rows));
        assertThatThrownBy(() -> write(folder.resolve("x"), UNSAID, List.of(episode.with("observations", image))))
                .hasMessageContaining("'observations' holds images, which Minari keeps as JPEG");
    }

    @Test
    void seedsAndNamesThatDoNotFitAreRefused() {
        for (BigInteger seed :
                List.of(BigInteger.ONE.shiftLeft(64), BigInteger.valueOf(-1).shiftLeft(64))) {
            assertThatThrownBy(() -> write(folder.resolve("x"), UNSAID, List.of(new Episode(episode.columns(), seed))))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("more than 64 bits");
        }
        Column info = Column.of(new long[episode.steps()]);
        for (String name : List.of("infos/../up", "infos//x", "infos/.")) {
            assertThatThrownBy(() -> write(folder.resolve("x"), UNSAID, List.of(episode.with(name, info))))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("'" + name + "' cannot be a name in HDF5");
        }
    }

    @Test
    void aColumnCannotHavePartsAsWell() {
        Column info = Column.of(new long[episode.steps()]);
        assertThatThrownBy(() -> write(folder.resolve("x"), UNSAID, List.of(episode.with("infos/distance/x", info))))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("'infos/distance' is a column, but has parts as well");
    }

    @Test
    void flagsBecomeBooleans() throws IOException {
        int steps = episode.steps();
        Column flags = Column.of(
                ElementType.UINT8, List.of(1), ByteBuffer.allocate(steps).put(steps - 1, (byte) 2));
        write(folder.resolve("x"), UNSAID, List.of(episode.with("truncations", flags)));
        try (EpisodeReader reader = format().open(folder.resolve("x"))) {
            Episode read = Objects.requireNonNull(reader.next());
            assertThat(read.truncated()).isTrue();
            assertThat(read.column("truncations").type()).isEqualTo(ElementType.BOOL);
        }
    }

    @Test
    void whatIsUnfinishedIsHiddenAndFoldersThatWereMadeForItGoWithIt() throws IOException {
        Path place = folder.resolve("some/where/data-v0");
        try (EpisodeWriter writer = format().create(place, UNSAID)) {
            writer.write(episode);
            try (Stream<Path> files = Files.list(folder.resolve("some/where"))) {
                assertThat(files).containsExactly(folder.resolve("some/where/.data-v0.part"));
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void twoWritersDoNotDisturbEachOtherAndTheSecondIsRefused() throws IOException {
        Path place = folder.resolve("data-v0");
        try (EpisodeWriter first = format().create(place, UNSAID);
                EpisodeWriter second = format().create(place, UNSAID)) {
            first.write(episode);
            second.write(episode);
            first.commit();
            assertThatThrownBy(second::commit)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("is there already");
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(place);
        }
    }

    private void write(Path path, DatasetDescription description, List<Episode> episodes) {
        try (EpisodeWriter writer = format().create(path, description)) {
            episodes.forEach(writer::write);
            writer.commit();
        }
    }

    private static MinariFormat format() {
        return new MinariFormat(new MinariConfig(1, true, null));
    }
}
