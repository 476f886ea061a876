package io.leeway.datasets.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeway.datasets.parquet.ParquetConfig.Compression;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.testkit.data.RandomEpisodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet files of pyarrow's, read here; those written here, read there; and damaged ones. */
class ParquetFilesTest {
    private static final Path PYTHON = Path.of("..", "..", "envs", "gymnasium", "target", "venv", "bin", "python");
    private static final int STEPS = 6;

    @TempDir
    private Path folder;

    private static ParquetFormat format(int episodes, Compression compression) {
        return new ParquetFormat(new ParquetConfig(episodes, compression));
    }

    private static List<Episode> read(Path path) {
        List<Episode> episodes = new ArrayList<>();
        try (EpisodeReader reader = format(1000, Compression.ZSTD).open(path)) {
            for (Episode episode = reader.next(); episode != null; episode = reader.next()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    private static void write(Path path, ParquetFormat format, List<Episode> episodes, String author) {
        DatasetDescription described = new RandomEpisodes(1, EnumSet.noneOf(RandomEpisodes.Kind.class))
                .description()
                .with(Map.of("author", author, DatasetDescription.ENVIRONMENT_ID, "line-v0"));
        try (EpisodeWriter writer = format.create(path, described)) {
            episodes.forEach(writer::write);
            writer.commit();
        }
    }

    private static List<Episode> flat(int count) {
        return new RandomEpisodes(7, EnumSet.noneOf(RandomEpisodes.Kind.class)).take(count);
    }

    private String python(String... arguments) throws Exception {
        boolean there = Files.isExecutable(PYTHON);
        if (!there && System.getenv("LEEWAY_REQUIRE_PYTHON") != null) {
            throw new AssertionError("There is no " + PYTHON + ": the Python package's tests install it");
        } else if (!there) {
            System.err.println("*** SKIPPED: there is no " + PYTHON + ", so pyarrow is not tested ***");
        }
        assumeTrue(there, "There is no " + PYTHON);
        Path script = Path.of(Objects.requireNonNull(getClass().getResource("parquet_files.py"))
                .toURI());
        List<String> line = new ArrayList<>(List.of(PYTHON.toString(), script.toString()));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, ".output", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(output);
    }

    @Test
    void filesOfPyarrowAreReadHoweverTheyWereWritten() throws Exception {
        Path files = Files.createDirectory(folder.resolve("files"));
        python("write", files.toString());
        List<Path> all;
        try (Stream<Path> listed = Files.list(files)) {
            all = listed.sorted().toList();
        }
        assertThat(all).hasSize(40);
        for (Path file : all) {
            boolean floats = file.toString().contains("float32");
            List<Episode> episodes = read(file);
            assertThat(episodes).as(file.toString()).hasSize(4);
            for (int i = 0; i < 4; i++) {
                checkEpisode(episodes.get(i), i, floats, file.toString());
            }
        }
    }

    private static void checkEpisode(Episode episode, int number, boolean floats, String file) {
        Column seen = episode.column(Episode.OBSERVATIONS);
        assertThat(episode.steps()).as(file).isEqualTo(STEPS);
        for (int step = 0; step <= STEPS; step++) {
            int row = number * STEPS + step;
            double third = row / 3.0;
            assertThat(seen.real(2 * step)).as(file).isEqualTo(floats ? (float) third : third);
            assertThat(seen.real(2 * step + 1)).as(file).isEqualTo(-row);
            if (step < STEPS) {
                double reward = row / 7.0;
                assertThat(episode.column(Episode.REWARDS).real(step))
                        .as(file)
                        .isEqualTo(floats ? (float) reward : reward);
                assertThat(episode.column(Episode.ACTIONS).real(2 * step + 1))
                        .as(file)
                        .isEqualTo(-row / 2.0);
            }
        }
        boolean optional =
                Integer.parseInt(Path.of(file).getFileName().toString().substring(0, 3)) % 3 != 0;
        assertThat(episode.terminated()).as(file).isEqualTo(optional && number % 2 == 0);
        assertThat(episode.truncated()).as(file).isEqualTo(optional && number % 2 == 1);
    }

    @Test
    void pyarrowReadsWhatIsWritten() throws Exception {
        List<Episode> episodes = flat(12);
        for (Compression compression : Compression.values()) {
            Path target = folder.resolve(compression + ".parquet");
            write(target, format(5, compression), episodes, "me");
            JsonNode shown = new ObjectMapper().readTree(python("show", target.toString()));
            assertThat(shown.path("columns").path("episode").asText()).isEqualTo("int64");
            assertThat(shown.path("columns").path("step").asText()).isEqualTo("int32");
            assertThat(shown.path("columns").path("observations").asText()).startsWith("list<element: float");
            assertThat(shown.path("columns").path("terminations").asText()).isEqualTo("bool");
            assertThat(shown.path("metadata").path("env_id").asText()).isEqualTo("line-v0");
            StringBuilder seen = new StringBuilder();
            StringBuilder next = new StringBuilder();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < episodes.size(); i++) {
                Column column = episodes.get(i).column(Episode.OBSERVATIONS);
                int steps = episodes.get(i).steps();
                seen.append(hex(column.rows(0, steps)));
                next.append(hex(column.rows(1, steps)));
                for (int step = 0; step < steps; step++) {
                    numbers.add(i);
                }
            }
            assertThat(shown.path("observations").asText()).isEqualTo(seen.toString());
            assertThat(shown.path("next_observations").asText()).isEqualTo(next.toString());
            assertThat(shown.path("episode").toString())
                    .isEqualTo(numbers.toString().replace(" ", ""));
        }
    }

    private static String hex(Column column) {
        byte[] bytes = new byte[column.bytes().remaining()];
        column.bytes().get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void bytesDependOnTheEpisodesAlone() {
        ParquetFormat format = format(5, Compression.ZSTD);
        for (String name : List.of("one.parquet", "two.parquet")) {
            write(folder.resolve(name), format, flat(12), "me");
        }
        assertThat(format.sha256(folder.resolve("one.parquet")))
                .isEqualTo(format.sha256(folder.resolve("two.parquet")));
    }

    @Test
    void whatIsNotWholeIsRefusedByName() throws IOException {
        Path target = folder.resolve("data.parquet");
        write(target, format(5, Compression.ZSTD), flat(12), "me");
        Path success = target.resolve("_SUCCESS");
        String told = Files.readString(success);
        Files.delete(success);
        refused(target, "there is no _SUCCESS");
        Files.writeString(success, told);
        Path last = target.resolve("part-00002.parquet");
        byte[] bytes = Files.readAllBytes(last);
        Files.delete(last);
        refused(target, "says that there are 3 files, but there are 2");
        Files.write(last, Arrays.copyOf(bytes, bytes.length - 3));
        refused(target, "part-00002.parquet is cut off or damaged");
        Files.write(last, Files.readAllBytes(target.resolve("part-00001.parquet")));
        refused(target, "_SUCCESS says that there are");
    }

    private static void refused(Path target, String why) {
        assertThatThrownBy(() -> read(target))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining(why);
    }

    @Test
    void allThatIsWrongWithTheColumnsIsNamedTogether() throws Exception {
        Path file = folder.resolve("other.parquet");
        List<FileColumn> columns = List.of(
                new FileColumn("episode", ElementType.FLOAT64, List.of()),
                new FileColumn("observations", ElementType.FLOAT32, List.of(2)));
        try (PartWriter writer = new PartWriter(file, columns, CompressionCodec.SNAPPY)) {
            writer.write(List.of(List.of(Column.of(new double[1])), List.of(Column.of(new float[2], 2))));
            writer.finish(Map.of());
        }
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("'episode' must be a whole number a row")
                .hasMessageContaining("'actions' is missing")
                .hasMessageContaining("'rewards' is missing");
    }

    @Test
    void damagedFilesEndInTheirNumbersOrInAnError() throws IOException {
        Path target = folder.resolve("data.parquet");
        for (Compression compression : Compression.values()) {
            Path whole = folder.resolve(compression + "-whole.parquet");
            write(whole, format(5, compression), flat(4), "me");
            byte[] bytes = Files.readAllBytes(whole.resolve("part-00000.parquet"));
            Random random = new Random(3);
            int refused = 0;
            for (int i = 0; i < 400; i++) {
                byte[] changed = bytes.clone();
                for (int j = 0; j <= random.nextInt(3); j++) {
                    int at = i % 2 == 0
                            ? random.nextInt(bytes.length)
                            : bytes.length - 1 - random.nextInt(Math.min(2000, bytes.length));
                    changed[at] ^= (byte) (1 + random.nextInt(255));
                }
                Files.write(target, changed);
                try {
                    assertThat(read(target)).isNotNull();
                } catch (LeewayException error) {
                    assertThat(error).hasMessageContaining("data.parquet");
                    refused++;
                }
            }
            assertThat(refused).isGreaterThan(100);
        }
    }
}
