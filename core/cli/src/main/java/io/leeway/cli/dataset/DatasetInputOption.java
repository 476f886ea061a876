package io.leeway.cli.dataset;

import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the format that is read. */
public final class DatasetInputOption {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "The dataset's format. Default: the one that recognizes it.")
    @Nullable
    String format;

    @Option(
            names = "--format-set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the format that is read, such as episode-steps=1000; may be repeated.")
    List<String> settings = new ArrayList<>();

    DatasetPath input(DatasetFormats formats, Path path) {
        return formats.input(path, format, settings());
    }

    /** Returns the format's name, or null for the one that recognizes a dataset. */
    public @Nullable String format() {
        return format;
    }

    /** Returns the keys that are set, each from its option. */
    public List<Setting> settings() {
        return settings.stream()
                .map(text -> {
                    Setting setting = Setting.of(text);
                    return new Setting("--format-set " + text, setting.path(), setting.value());
                })
                .toList();
    }

    /** Returns the options as a user would give them to read the same again, with a space before each. */
    String text() {
        StringBuilder text = new StringBuilder();
        settings.forEach(setting -> text.append(" --format-set ").append(setting));
        return text.toString();
    }
}
