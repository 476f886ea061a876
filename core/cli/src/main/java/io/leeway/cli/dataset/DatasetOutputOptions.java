package io.leeway.cli.dataset;

import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a dataset that is written. */
final class DatasetOutputOptions {
    @Option(
            names = "--to",
            paramLabel = "NAME",
            description = "The format to write. Default: the one whose datasets are named so.")
    @Nullable
    String format;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the format to write; may be repeated.")
    List<String> settings = new ArrayList<>();

    @Option(names = "--force", description = "Replace what is there, once the new dataset is complete.")
    boolean force;

    DatasetPath output(DatasetFormats formats, Path path) {
        return formats.output(path, format, settings.stream().map(Setting::of).toList());
    }
}
