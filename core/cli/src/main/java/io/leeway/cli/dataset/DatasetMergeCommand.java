package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.rewriting.DatasetMerge;
import io.leeway.datasettools.rewriting.Written;
import io.leeway.spi.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset merge}: several datasets as one. */
@Command(
        name = "merge",
        description = {
            "Join datasets, one after the other, the last PATH being the new one.",
            "They need the same columns, types and spaces. Attributes that agree are kept."
        },
        customSynopsis = "leeway dataset merge [-q] [--force] [--json] [--format=NAME] [--to=NAME] [--set=KEY=VALUE]..."
                + " IN IN... OUT",
        footerHeading = "%nExamples:%n",
        footer = "  leeway dataset merge halfcheetah-random.hdf5 halfcheetah-medium.hdf5 halfcheetah-both.hdf5")
final class DatasetMergeCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetInputOption input = new DatasetInputOption();

    @Mixin
    final DatasetOutputOptions output = new DatasetOutputOptions();

    @Mixin
    final DatasetOptions options = new DatasetOptions();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "The datasets, at least two, and the new one.")
    private List<Path> paths = new ArrayList<>();

    DatasetMergeCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (paths.size() < 3) {
            throw new UsageException("Merging needs at least two datasets and, last, where the new one will be:"
                    + " leeway dataset merge IN IN... OUT");
        }
        Progress progress = options.progress(invocation);
        DatasetFormats formats = DatasetOptions.formats(invocation, progress);
        List<DatasetPath> inputs = new ArrayList<>();
        paths.subList(0, paths.size() - 1).forEach(path -> inputs.add(input.input(formats, path)));
        DatasetPath target = output.output(formats, paths.get(paths.size() - 1));
        String command = "dataset merge "
                + inputs.stream().map(DatasetPath::name).collect(Collectors.joining(" ")) + input.text();
        Written written = DatasetMerge.run(inputs, target, output.force, command, progress);
        if (options.json()) {
            invocation.output().json(written.tree());
        } else {
            invocation.output().line(DatasetText.of(written));
        }
        return 0;
    }
}
