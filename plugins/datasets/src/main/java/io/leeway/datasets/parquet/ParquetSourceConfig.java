package io.leeway.datasets.parquet;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import java.nio.file.Path;
import java.util.List;

/** The configuration of {@link ParquetSource}. */
public record ParquetSourceConfig(
        @Description("The folder of Parquet files, or the one file.")
        Path path,

        @Default("[]")
        @Description("The parts of the observations to learn from, in this order, where they have parts; all of them"
                + " if left out.")
        List<String> observation,

        @Default("false") @Description("Whether actions out of bounds are moved to them, rather than refused.")
        boolean clipActions) {
    /** Copies the parts. */
    public ParquetSourceConfig {
        observation = List.copyOf(observation);
    }
}
