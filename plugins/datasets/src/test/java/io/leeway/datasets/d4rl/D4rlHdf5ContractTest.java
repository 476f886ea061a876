package io.leeway.datasets.d4rl;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetSource;
import io.leeway.testkit.data.DatasetSourceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class D4rlHdf5ContractTest extends DatasetSourceContract {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        try (WritableHdfFile target = HdfFile.write(folder.resolve("data.hdf5"))) {
            target.putDataset("observations", new double[][] {{0, 1}, {2, 3}});
            target.putDataset("actions", new float[][] {{0}, {1}});
            target.putDataset("rewards", new float[] {1, 2});
            target.putDataset("terminals", new byte[] {0, 1});
        }
    }

    @Override
    protected DatasetSource source(RandomSource random) {
        return new D4rlHdf5Source(new D4rlHdf5Config(folder.resolve("data.hdf5"), TimeoutsMeaning.AUTO, false, 0));
    }
}
