package io.leeway.trackers.csv;

import io.leeway.spi.Description;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link CsvTracker}. */
public record CsvConfig(
        @Description("The folder that gets a folder for each run; left out, it is 'csv' in the run's own") @Nullable
        Path folder) {}
