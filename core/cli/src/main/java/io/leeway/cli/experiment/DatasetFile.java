package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.dataset.DatasetInputOption;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.datasettools.DatasetPath;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetSource;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A dataset that a user names, as numbers for agents. */
final class DatasetFile {
    private DatasetFile() {}

    /**
     * Reads it by the source that is named like its format.
     *
     * @param options the format, where it is not to be recognized, and keys of the source
     * @throws io.leeway.spi.LeewayException if it cannot be read, or holds what agents cannot learn from, naming it
     */
    static Dataset read(Invocation invocation, Path path, DatasetInputOption options, Progress progress) {
        DatasetPath found = DatasetOptions.formats(invocation, progress).input(path, options.format());
        List<Setting> settings = new ArrayList<>(options.settings());
        settings.add(new Setting(
                path.toString(), "path", path.toAbsolutePath().normalize().toString()));
        return invocation
                .components(Device.CPU, progress)
                .create(invocation
                        .configurations()
                        .choose(DatasetSource.class, found.formatName(), path.toString(), settings))
                .load();
    }
}
