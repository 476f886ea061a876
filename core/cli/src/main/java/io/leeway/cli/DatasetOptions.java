package io.leeway.cli;

import io.leeway.datasettools.DatasetFormats;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import picocli.CommandLine.Option;

/** The options that every command on a dataset has. */
final class DatasetOptions {
    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    boolean quiet;

    /** Returns what shows progress and ends when the user asks to. */
    Progress progress(Session session) {
        return session.progress(quiet, Interruption.listening(session.output()));
    }

    /** Returns what finds formats; what they have to say is shown as progress is. */
    static DatasetFormats formats(Session session, Progress progress) {
        return new DatasetFormats(session.registryWithWarnings(), session.components(Device.CPU, progress));
    }
}
