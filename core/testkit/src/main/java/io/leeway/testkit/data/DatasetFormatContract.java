package io.leeway.testkit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetFormat;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of every {@link DatasetFormat}. A subclass supplies the format and says what it can hold. */
public abstract class DatasetFormatContract {
    private static final int SEEDS = 4;
    private static final int EPISODES = 12;

    @TempDir
    private Path folder;

    /** Returns the format. */
    protected abstract DatasetFormat format();

    /** Returns what a dataset of this format is called, such as {@code data.hdf5}. */
    protected abstract String fileName();

    /** Returns which kinds of columns the format can hold; all unless overridden. */
    protected Set<RandomEpisodes.Kind> kinds() {
        return EnumSet.allOf(RandomEpisodes.Kind.class);
    }

    @Test
    void whatIsWrittenIsReadBitForBit() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Path target = folder.resolve(seed + fileName());
            List<Episode> episodes = write(target, seed);
            try (EpisodeReader reader = format().open(target)) {
                long steps = episodes.stream().mapToLong(Episode::steps).sum();
                assertThat(reader.steps()).as("steps").isIn(-1L, steps);
                for (int i = 0; i < episodes.size(); i++) {
                    assertSame(reader.next(), episodes.get(i), "seed " + seed + ", episode " + i);
                }
                assertThat(reader.next()).as("after the last episode").isNull();
                assertThat(reader.next()).as("after that").isNull();
            }
        }
    }

    @Test
    void nothingIsInPlaceBeforeItIsCommitted() {
        Path target = target();
        try (EpisodeWriter writer = create(target, 1)) {
            episodes(1).forEach(writer::write);
            assertThat(target).doesNotExist();
            writer.commit();
            assertThat(target).exists();
        }
        assertThat(format().recognizes(target)).isTrue();
        assertThat(listing()).as("beside the dataset").containsExactly(target);
    }

    @Test
    void closingWithoutCommitLeavesNothing() {
        try (EpisodeWriter writer = create(target(), 1)) {
            episodes(1).forEach(writer::write);
        }
        create(target(), 1).close();
        assertThat(listing()).isEmpty();
    }

    @Test
    void aDatasetWithoutEpisodesIsRefused() {
        try (EpisodeWriter writer = create(target(), 1)) {
            assertThatThrownBy(writer::commit).isInstanceOf(LeewayException.class);
        }
        assertThat(listing()).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(target(), "mine");
        assertThatThrownBy(() -> write(target(), 1))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(target().toString());
        assertThat(target()).hasContent("mine");
        assertThat(listing()).containsExactly(target());
    }

    @Test
    void columnsThatChangeAreRefused() {
        Episode first = episodes(1).get(0);
        Column two = Column.of(new double[2 * first.steps()], 2);
        List<Episode> changed = new ArrayList<>();
        first.parts(Episode.ACTIONS).keySet().forEach(name -> {
            changed.add(first.with(name, two));
            changed.add(without(first.with(Episode.ACTIONS + "/more", two), name));
        });
        changed.add(first.with(Episode.ACTIONS + "/more", two));
        changed.add(first.with(Episode.REWARDS, Column.of(new long[first.steps()])));
        for (int i = 0; i < changed.size(); i++) {
            Episode other = changed.get(i);
            try (EpisodeWriter writer = create(target(), 1)) {
                writer.write(first);
                assertThatThrownBy(() -> writer.write(other)).as("change %d", i).isInstanceOf(LeewayException.class);
            }
        }
        assertThat(listing()).isEmpty();
    }

    @Test
    void readingChangesNothing() {
        write(target(), 1);
        Map<String, String> before = state();
        try (EpisodeReader reader = format().open(target())) {
            assertThat(count(reader)).isEqualTo(EPISODES);
        }
        format().sha256(target());
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void readersAreApartAndCanBeClosedEarly() {
        List<Episode> episodes = write(target(), 1);
        try (EpisodeReader late = format().open(target())) {
            try (EpisodeReader early = format().open(target())) {
                assertSame(early.next(), episodes.get(0), "the first reader");
            }
            assertThat(count(late)).isEqualTo(EPISODES);
        }
        format().open(target()).close();
    }

    @Test
    void onlyItsOwnIsRecognized() throws IOException {
        write(target(), 1);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text.txt"), "observations,actions\n1,2\n");
        assertThat(format().recognizes(target())).as("what it wrote").isTrue();
        assertThat(format().recognizes(empty)).as("an empty folder").isFalse();
        assertThat(format().recognizes(text)).as("a text").isFalse();
        assertThat(format().recognizes(folder.resolve("nothing"))).as("nothing").isFalse();
        assertThat(format().names(target())).as("its own name").isTrue();
    }

    @Test
    void whatIsNotADatasetIsRefusedByName() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Path text = Files.writeString(folder.resolve("text.txt"), "observations,actions\n1,2\n");
        for (Path path : List.of(empty, text, folder.resolve("nothing"))) {
            assertThatThrownBy(() -> format().open(path).close())
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(path.toString());
            assertThatThrownBy(() -> format().sha256(folder.resolve("nothing")))
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining("nothing");
        }
    }

    @Test
    void theDigestIsOfTheData() {
        write(target(), 1);
        Path other = folder.resolve("other-" + fileName());
        write(other, 2);
        String digest = format().sha256(target());
        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(format().sha256(target()));
        assertThat(format().sha256(other)).isNotEqualTo(digest);
    }

    @Test
    void theFilesOfADatasetAreItsOwnAlone() throws IOException {
        write(target(), 1);
        List<Path> written;
        try (Stream<Path> all = Files.walk(target())) {
            written = all.filter(Files::isRegularFile).toList();
        }
        assertThat(format().files(target())).as("what may be replaced").containsExactlyInAnyOrderElementsOf(written);
        Path text = Files.writeString(folder.resolve("text.txt"), "observations,actions\n1,2\n");
        for (Path path : List.of(Files.createDirectory(folder.resolve("empty")), text, folder)) {
            assertThatThrownBy(() -> format().files(path))
                    .as("the files of %s", path)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(path.toString());
        }
    }

    private Path target() {
        return folder.resolve(fileName());
    }

    private List<Episode> episodes(long seed) {
        return new RandomEpisodes(seed, kinds()).take(EPISODES);
    }

    private EpisodeWriter create(Path target, long seed) {
        return format().create(target, new RandomEpisodes(seed, kinds()).description());
    }

    private List<Episode> write(Path target, long seed) {
        List<Episode> episodes = episodes(seed);
        try (EpisodeWriter writer = create(target, seed)) {
            episodes.forEach(writer::write);
            writer.commit();
        }
        return episodes;
    }

    private static void assertSame(@Nullable Episode actual, Episode expected, String which) {
        assertThat(actual).as(which).isNotNull();
        assertThat(actual.columns()).as(which).isEqualTo(expected.columns());
        assertThat(actual.seed()).as("the seed of " + which).isEqualTo(expected.seed());
    }

    private static int count(EpisodeReader reader) {
        int count = 0;
        while (reader.next() != null) {
            count++;
        }
        return count;
    }

    private static Episode without(Episode episode, String name) {
        Map<String, Column> columns = new LinkedHashMap<>(episode.columns());
        columns.remove(name);
        return new Episode(columns, episode.seed());
    }

    private List<Path> listing() {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what every file holds and when it was changed. */
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String bytes = Files.isDirectory(path) ? "" : "" + Arrays.hashCode(Files.readAllBytes(path));
                state.put(path.toString(), Files.getLastModifiedTime(path) + " " + bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }
}
