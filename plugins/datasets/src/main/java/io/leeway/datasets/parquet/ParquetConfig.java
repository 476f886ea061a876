package io.leeway.datasets.parquet;

import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The configuration of {@link ParquetFormat}. */
public record ParquetConfig(
        @Default("1000")
        @Description("How many episodes a written file has; the last one may have fewer.")
        @Min(1)
        @Max(1_000_000_000)
        int episodesPerFile,

        @Default("zstd") @Description("How pages of what is written are compressed.")
        Compression compression) {

    /** A compression of pages. */
    public enum Compression {
        /** None. */
        NONE,
        /** Snappy: fast. */
        SNAPPY,
        /** Zstandard: small. */
        ZSTD
    }
}
