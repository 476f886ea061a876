package io.leeway.datasets.minari;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.DatasetSource;
import io.leeway.testkit.data.DatasetSourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MinariSourceContractTest extends DatasetSourceContract {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        new RawDataset(folder).write();
    }

    @Override
    protected DatasetSource source(RandomSource random) {
        return new MinariSource(new MinariSourceConfig(folder, null, List.of(), false));
    }
}
