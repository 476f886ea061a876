package io.leeway.cli.dataset;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of the format that is read. */
final class DatasetInputOption {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "The dataset's format. Default: the one that recognizes it.")
    @Nullable
    String format;
}
