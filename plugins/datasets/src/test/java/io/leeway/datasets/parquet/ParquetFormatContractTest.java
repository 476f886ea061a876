package io.leeway.datasets.parquet;

import io.leeway.spi.data.DatasetFormat;
import io.leeway.testkit.data.DatasetFormatContract;

class ParquetFormatContractTest extends DatasetFormatContract {
    @Override
    protected DatasetFormat format() {
        return new ParquetFormat(new ParquetConfig(5, ParquetConfig.Compression.ZSTD));
    }

    @Override
    protected String fileName() {
        return "data.parquet";
    }
}
