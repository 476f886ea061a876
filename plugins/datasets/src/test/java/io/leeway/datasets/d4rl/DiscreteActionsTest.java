package io.leeway.datasets.d4rl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions that are whole numbers in files that name no action space. */
class DiscreteActionsTest {
    @TempDir
    private Path folder;

    private Path write(Object actions) throws IOException {
        Path file = folder.resolve("data.hdf5");
        Files.deleteIfExists(file);
        try (WritableHdfFile target = HdfFile.write(file)) {
            target.putDataset("observations", new float[][] {{0}, {1}, {2}, {3}});
            target.putDataset("actions", actions);
            target.putDataset("rewards", new float[] {1, 2, 3, 4});
            target.putDataset("terminals", new byte[] {0, 0, 0, 1});
        }
        return file;
    }

    private Dataset load(Object actions) throws IOException {
        return new D4rlHdf5Source(new D4rlHdf5Config(write(actions), TimeoutsMeaning.AUTO, false, 0)).load();
    }

    @Test
    void oneAStepAreChoicesFromZeroToTheGreatest() throws IOException {
        Object[] all = {new long[] {0, 2, 1, 0}, new int[][] {{0}, {2}, {1}, {0}}, new byte[] {0, 2, 1, 0}};
        for (Object actions : all) {
            Dataset dataset = load(actions);
            assertThat(dataset.choices()).contains(new Space.Discrete(3, 0));
            assertThat(dataset.actions()).containsExactly(1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0);
            assertThat(dataset.provenance())
                    .containsEntry("file actions", "whole numbers, taken as choices from Discrete(3)");
        }
        try (EpisodeReader reader = new D4rlReader(write(all[0]), new EpisodeRules(TimeoutsMeaning.AUTO, 0))) {
            assertThat(reader.description().actionSpace()).isEqualTo(new Space.Discrete(3, 0));
        }
    }

    @Test
    void theLeastIsTheFirstChoiceWhereItIsNegative() throws IOException {
        Dataset dataset = load(new long[] {1, -1, 0, 1});
        assertThat(dataset.choices()).contains(new Space.Discrete(3, -1));
        assertThat(dataset.actions()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        assertThat(load(new long[] {5, 5, 3, 4}).choices()).contains(new Space.Discrete(6, 0));
    }

    @Test
    void severalAStepOrTooManyAreRefused() {
        String rule = "but agents act in a Box of floating point or in a Discrete: ";
        assertThatThrownBy(() -> load(new int[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}}))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("data.hdf5 are whole numbers (int32, 2 a step) of a space that it does not say, ")
                .hasMessageContaining(rule);
        assertThatThrownBy(() -> load(new long[] {0, 1, 1_000_000, 2}))
                .isInstanceOf(LeewayException.class)
                .hasMessageContaining("whole numbers (int64, 1 a step)");
    }

    @Test
    void realNumbersStayNumbers() throws IOException {
        Dataset dataset = load(new float[] {0, 1, 0, 1});
        assertThat(dataset.choices()).isEmpty();
        assertThat(dataset.actions()).containsExactly(0, 1, 0, 1);
    }
}
