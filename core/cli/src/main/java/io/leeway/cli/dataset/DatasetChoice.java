package io.leeway.cli.dataset;

import io.leeway.cli.command.Invocation;
import io.leeway.datasettools.DatasetPath;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.ConfigurationTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data that a user names to learn from, as the configuration of its source. */
public final class DatasetChoice {
    private DatasetChoice() {}

    /** Returns YAML: what is there as a file or folder has the source that is named like its format. */
    public static String yaml(Invocation invocation, String text, Progress progress) {
        Path path = text.startsWith("{") ? null : Path.of(text);
        boolean named = path == null || (!Files.exists(path) && !text.contains("/") && !text.contains("."));
        if (path == null || named) {
            return text;
        }
        DatasetPath found = DatasetOptions.formats(invocation, progress).input(path, null);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", found.formatName());
        tree.put("path", path.toAbsolutePath().normalize().toString());
        return ConfigurationTree.json(tree);
    }
}
