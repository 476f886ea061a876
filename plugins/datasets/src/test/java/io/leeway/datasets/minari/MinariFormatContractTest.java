package io.leeway.datasets.minari;

import io.leeway.spi.data.DatasetFormat;
import io.leeway.testkit.data.DatasetFormatContract;

class MinariFormatContractTest extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
        return new MinariFormat(new MinariConfig(1, true, null));
    }

    @Override
    protected String fileName() {
        return "random-v0";
    }
}
