package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class D4rlHdf5SourceTest {
    @TempDir
    private Path folder;

    private final Map<String, Object> columns = new LinkedHashMap<>();

    /** Six steps: an episode of two that terminates, one of three that is cut, one step that is left over. */
    @BeforeEach
    void fillColumns() {
        columns.put("observations", new float[][] {{0}, {1}, {10}, {11}, {12}, {20}});
        columns.put("next_observations", new float[][] {{1}, {2}, {11}, {12}, {13}, {21}});
        columns.put("actions", new float[][] {{0, 1}, {0, -1}, {1, 0}, {-1, 0}, {.5f, 0}, {0, 0}});
        columns.put("rewards", new float[] {1, 2, 3, 4, 5, 6});
        columns.put("terminals", new byte[] {0, 1, 0, 0, 0, 0});
        columns.put("timeouts", new byte[] {0, 0, 0, 0, 1, 0});
    }

    @Test
    void episodesEndAtTerminalsAndTimeouts() throws IOException {
        Dataset dataset = load();
        assertThat(dataset.episodes()).isEqualTo(3);
        assertThat(dataset.observations()).containsExactly(0, 1, 2, 10, 11, 12, 13, 20, 21);
        assertThat(dataset.rewards()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(dataset.actions()).containsExactly(0, 1, 0, -1, 1, 0, -1, 0, .5f, 0, 0, 0);
        assertThat(dataset.terminated(0)).isTrue();
        assertThat(dataset.truncated(1)).isTrue();
        assertThat(dataset.terminated(2) || dataset.truncated(2)).isFalse();
        assertThat(dataset.provenance()).containsKey("sha256").containsEntry("file", "data.hdf5");
    }

    @Test
    void withoutNextObservationsLastStepsAreLeftOutUnlessTheyTerminate() throws IOException {
        columns.remove("next_observations");
        Dataset dataset = load();
        assertThat(dataset.episodes()).isEqualTo(2);
        assertThat(dataset.observations()).containsExactly(0, 1, 1, 10, 11, 12);
        assertThat(dataset.rewards()).containsExactly(1, 2, 3, 4);
        assertThat(dataset.terminated(0)).isTrue();
        assertThat(dataset.truncated(1)).isTrue();
        assertThat(dataset.remarks())
                .containsExactly(
                        "The last step of 1 episode is left out: without next_observations the file does not have its"
                                + " outcome.",
                        "1 episode is left out whole: of one step, whose outcome the file does not have without"
                                + " next_observations.");
    }

    @Test
    void doublesAreNarrowed() throws IOException {
        columns.put("rewards", new double[] {1, 2, 3, 4, 5, 0.1});
        assertThat(load().rewards()).endsWith(0.1f);
    }

    @Test
    void everyFaultyColumnIsNamed() {
        columns.put("rewards", new float[] {1});
        columns.remove("actions");
        columns.put("terminals", new float[][] {{0, 1}});
        assertThatThrownBy(this::load)
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("actions is missing")
                .hasMessageContaining("terminals has the shape [1, 2], but must have one number a step");
    }

    @Test
    void differingLengthsAreNamed() {
        columns.put("rewards", new float[] {1});
        columns.put("next_observations", new float[][] {{1, 2}});
        assertThatThrownBy(this::load)
                .hasMessageContaining("rewards has 1 rows, but observations has 6")
                .hasMessageContaining("next_observations has rows of [2], but observations of [1]");
    }

    @Test
    void arraysOfOtherThingsAreNamed() {
        columns.put("rewards", new String[] {"1", "2", "3", "4", "5", "6"});
        columns.put("actions", 3f);
        assertThatThrownBy(this::load)
                .hasMessageContaining("data.hdf5 is not a dataset in D4RL's layout")
                .hasMessageContaining("rewards holds text, but must hold numbers")
                .hasMessageContaining("actions has the shape [], but must have a row for each step");
    }

    @Test
    void whatElseTheFileHasIsSaid() throws IOException {
        columns.put("metadata", new int[] {1});
        assertThat(load().provenance()).containsEntry("file left_out", "metadata");
    }

    @Test
    void actionsOutsideTheirBoundsAreClippedWhereThatIsAskedFor() throws IOException {
        columns.put("actions", new float[][] {{0, 1}, {0, -1}, {1, 0}, {-1.5f, 0}, {.5f, 0}, {0, 7}});
        D4rlHdf5Config config = new D4rlHdf5Config(write(), TimeoutsMeaning.AUTO, true, 0);
        assertThat(new D4rlHdf5Source(config).load().actions()).containsExactly(0, 1, 0, -1, 1, 0, -1, 0, .5f, 0, 0, 1);
        columns.put("actions", new float[][] {{0, 1}, {0, -1}, {1, 0}, {Float.NaN, 0}, {.5f, 0}, {0, 0}});
        D4rlHdf5Config broken = new D4rlHdf5Config(write(), TimeoutsMeaning.AUTO, true, 0);
        assertThatThrownBy(() -> new D4rlHdf5Source(broken).load())
                .hasMessageContaining("actions has NaN in row 3, column 0");
    }

    @Test
    void valuesThatCannotBeAreNamedByRow() {
        columns.put("actions", new float[][] {{0, 1}, {0, -1}, {1, 0}, {-1.5f, 0}, {.5f, 0}, {0, 0}});
        assertThatThrownBy(this::load).hasMessageContaining("actions has -1.5 in row 3, column 0");
        fillColumns();
        columns.put("rewards", new float[] {1, Float.NaN, 3, 4, 5, 6});
        assertThatThrownBy(this::load).hasMessageContaining("rewards has NaN in row 1");
        fillColumns();
        columns.put("terminals", new byte[] {0, 1, 0, 7, 0, 0});
        assertThatThrownBy(this::load).hasMessageContaining("terminals has 7.0 in row 3");
    }

    @Test
    void allThatIsWrongWithValuesIsSaidAtOnce() {
        columns.put("actions", new float[][] {{0, 1}, {0, -1}, {2, 0}, {-1.5f, 0}, {.5f, Float.NaN}, {0, 0}});
        columns.put("rewards", new float[] {1, Float.NaN, 3, 4, 5, Float.POSITIVE_INFINITY});
        assertThatThrownBy(this::load)
                .hasMessageEndingWith(
                        "data.hdf5: rewards has NaN in row 1, column 0, but must be finite, as must 1 more; actions"
                                + " has 2.0 in row 2, column 0, but must be between -1 and 1 "
                                + "(clip-actions: true moves it"
                                + " there), as must 2 more. 'leeway dataset verify' lists every one.");
    }

    @Test
    void whatIsNotAnHdf5FileIsSaid() throws IOException {
        Path file = folder.resolve("data.hdf5");
        assertThatThrownBy(() -> source(file).load())
                .hasMessageContaining("There is no file")
                .hasMessageContaining("dataset.path");
        Files.writeString(file, "not this");
        assertThatThrownBy(() -> source(file).load()).hasMessageContaining("is not an HDF5 file");
    }

    @Test
    void aFileCutShortAnywhereIsRefused() throws IOException {
        Path written = write();
        byte[] whole = Files.readAllBytes(written);
        Path file = folder.resolve("cut.hdf5");
        for (int length = 0; length < whole.length; length += 61) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> source(file).load())
                    .as("%d bytes of %d", length, whole.length)
                    .isInstanceOf(LeewayException.class)
                    .hasMessageContaining(file.toString());
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThatThrownBy(() -> source(file).load())
                .hasMessage(file + " is cut short: it has " + (whole.length - 1) + " bytes of " + whole.length
                        + ", as its first block says. Copy or download it again, whole");
        Files.write(file, Arrays.copyOf(whole, whole.length + 100));
        assertThat(source(file).load().observations())
                .as("more than needed does no harm")
                .isEqualTo(source(written).load().observations());
    }

    @Test
    void realFilesAreRead() {
        Path file = Path.of("../../../shared/data/halfcheetah-medium.hdf5");
        assumeTrue(Files.exists(file), "SKIPPED: there is no " + file);
        Dataset dataset = source(file).load();
        assertThat(dataset.steps()).isEqualTo(100_000);
        assertThat(dataset.episodes()).isEqualTo(100);
        assertThat(dataset.truncated(99)).isTrue();
        assertThat(dataset.observationSize()).isEqualTo(17);
        assertThat(dataset.provenance()).containsEntry("file env_id", "HalfCheetah-v5");
    }

    private Dataset load() throws IOException {
        return source(write()).load();
    }

    private Path write() throws IOException {
        Path file = folder.resolve("data.hdf5");
        Files.deleteIfExists(file);
        try (WritableHdfFile target = HdfFile.write(file)) {
            columns.forEach(target::putDataset);
        }
        return file;
    }

    private static D4rlHdf5Source source(Path file) {
        return new D4rlHdf5Source(new D4rlHdf5Config(file, TimeoutsMeaning.AUTO, false, 0));
    }
}
