package io.leeway.cli.dataset;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.terminal.Interruption;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import picocli.CommandLine.Option;

/** The options that every command on a dataset has. */
public final class DatasetOptions {
    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    /** Returns whether results are printed as one line of JSON. */
    public boolean json() {
        return json;
    }

    /** Returns what shows progress and ends when the user asks to. */
    public Progress progress(Invocation invocation) {
        return invocation.progress(quiet, Interruption.listening(invocation.output()));
    }

    /** Returns what finds formats; what they have to say is shown as progress is. */
    public static DatasetFormats formats(Invocation invocation, Progress progress) {
        return new DatasetFormats(invocation.registryWithWarnings(), invocation.components(Device.CPU, progress));
    }
}
