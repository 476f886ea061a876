package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.command.Version;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.collection.CollectionTotals;
import io.leeway.experiment.generation.DatasetGeneration;
import io.leeway.spi.Progress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that writes synthetic trajectories as a dataset. */
@Command(
        name = "generate",
        description = {
            "Write trajectories that a run's denoiser makes as a dataset, in D4RL's or Minari's layout.",
            "The same command gives the same bytes; one that was interrupted goes on after its finished parts."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway generate runs/maze-1a2b3c4d --count 10000 --out synthetic.hdf5",
            "  leeway generate runs/maze-1a2b3c4d --count 10000 --out guided.hdf5 --agent real \\",
            "      --guidance '{type: policy, coefficient: 1}'",
            "  leeway generate runs/maze-1a2b3c4d --count 500 --out maze/synthetic-v0 --to minari"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final long MOST = 1_000_000_000;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final SamplingOptions sampling = new SamplingOptions();

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    @Option(names = "--count", paramLabel = "N", required = true, description = "How many trajectories.")
    private long count;

    @Option(names = "--out", paramLabel = "PATH", required = true, description = "Where the dataset will be.")
    private Path out = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "Its format. Default: the one whose datasets are named so.")
    private @Nullable String format;

    @Option(names = "--force", description = "Replace what is there, once the new dataset is complete.")
    private boolean force;

    @Option(names = "--restart", description = "Throw away the parts of an earlier call.")
    private boolean restart;

    GenerateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (out.getFileName() == null || out.getFileName().toString().isEmpty()) {
            throw new UsageException("--out '" + out + "' has no name: give the path of a file or folder to write.");
        } else if (count < 1 || count > MOST) {
            throw new UsageException("--count is " + count + ", but must be from 1 to " + MOST + ".");
        }
        RunFolder.require(sampling.run);
        Progress progress = common.progress(invocation);
        DatasetFormats formats = DatasetOptions.formats(invocation, progress);
        DatasetPath target = formats.output(out, format, List.of());
        DatasetGeneration.Request request =
                new DatasetGeneration.Request(count, sampling.seed, target, force, restart, provenance());
        try (SamplingOptions.Opened opened = sampling.open(invocation, progress)) {
            show(new DatasetGeneration(opened.sampling(), progress).generate(request), target);
        }
        return 0;
    }

    private Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        Path name = sampling.run.toAbsolutePath().normalize().getFileName();
        provenance.put(
                "leeway_command",
                "generate " + name + " --count " + count + " --seed " + sampling.seed + sampling.text());
        provenance.put("leeway_version", Version.number());
        return provenance;
    }

    private void show(CollectionTotals totals, DatasetPath dataset) {
        if (common.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("path", out.toString());
            tree.put("format", dataset.formatName());
            tree.put("trajectories", count);
            tree.put("episodes", totals.episodes());
            tree.put("transitions", totals.steps());
            tree.put("mean_return", totals.meanReturn());
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = List.of(
                List.of("Trajectories", Figures.text(count)),
                List.of("Transitions", Figures.text(totals.steps())),
                List.of("Mean return", Figures.text(totals.meanReturn())),
                List.of("Dataset", out + " (" + dataset.formatName() + ")"));
        Columns.align(rows).forEach(invocation.output()::line);
        invocation.output().line("Look at it: leeway dataset info " + out);
    }
}
