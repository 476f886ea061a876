package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.rewriting.DatasetConversion;
import io.leeway.spi.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset convert}: a dataset in another format. */
@Command(
        name = "convert",
        description = "Write a dataset in another format. Attributes are kept; what the format cannot hold is said.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset convert halfcheetah-medium.hdf5 halfcheetah/medium-v0 --to minari",
            "  leeway dataset convert halfcheetah/medium-v0 halfcheetah-medium.hdf5 --float32"
        })
final class DatasetConvertCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetInputOption input = new DatasetInputOption();

    @Mixin
    final DatasetOutputOptions output = new DatasetOutputOptions();

    @Mixin
    final DatasetOptions options = new DatasetOptions();

    @Parameters(index = "0", paramLabel = "IN", description = "The dataset: a file or a folder.")
    private Path from = Path.of("");

    @Parameters(index = "1", paramLabel = "OUT", description = "Where the new one will be.")
    private Path to = Path.of("");

    @Option(names = "--float32", description = "Round float64 to float32, which takes half the space.")
    private boolean float32;

    DatasetConvertCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Progress progress = options.progress(invocation);
        DatasetFormats formats = DatasetOptions.formats(invocation, progress);
        DatasetPath source = input.input(formats, from);
        DatasetPath target = output.output(formats, to);
        String command = "dataset convert " + source.name() + input.text() + " --to " + target.formatName()
                + (float32 ? " --float32" : "");
        DatasetConversion.Result result =
                DatasetConversion.run(source, target, output.force, float32, command, progress);
        if (options.json()) {
            invocation.output().json(result.tree());
            return 0;
        }
        invocation.output().line(DatasetText.of(result.written()));
        if (!result.lost().isEmpty()) {
            invocation.output().line("The format " + target.formatName() + " did not keep:");
            result.lost().forEach(line -> invocation.output().line("  " + line));
        }
        return 0;
    }
}
