package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.rewriting.DatasetSplit;
import io.leeway.datasettools.rewriting.DatasetSplit.Order;
import io.leeway.datasettools.rewriting.DatasetSplit.Plan;
import io.leeway.datasettools.rewriting.Written;
import io.leeway.spi.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset split}: a dataset as two. */
@Command(
        name = "split",
        description = "Split a dataset in two, by whole episodes: at random, in order, or the best from the rest.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset split hopper.hdf5 training.hdf5 held-out.hdf5 --fraction 0.9 --seed 1",
            "  leeway dataset split hopper.hdf5 best.hdf5 rest.hdf5 --fraction 0.1 --by-return"
        })
final class DatasetSplitCommand implements Callable<Integer> {
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

    @Parameters(index = "1", paramLabel = "OUT_A", description = "Where the fraction goes.")
    private Path first = Path.of("");

    @Parameters(index = "2", paramLabel = "OUT_B", description = "Where the other episodes go.")
    private Path second = Path.of("");

    @Option(
            names = "--fraction",
            paramLabel = "F",
            required = true,
            description = "The fraction of the episodes that goes to OUT_A, between 0 and 1.")
    private double fraction;

    @ArgGroup
    private @Nullable Choice choice;

    /** The choice of the episodes that go to the first output; picocli allows one of these. */
    static final class Choice {
        @Option(names = "--seed", paramLabel = "SEED", description = "Draw them at random by this seed. Default: 0.")
        @Nullable
        Long seed;

        @Option(names = "--in-order", description = "Take the first ones.")
        boolean inOrder;

        @Option(names = "--by-return", description = "Take those of the greatest return, as 10 %%-BC does with 0.1.")
        boolean byReturn;

        Order order() {
            return inOrder ? Order.IN_ORDER : byReturn ? Order.BY_RETURN : Order.RANDOM;
        }
    }

    DatasetSplitCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!(fraction > 0 && fraction < 1)) {
            throw new UsageException("--fraction is " + fraction + ", but must be between 0 and 1.");
        }
        Plan plan = plan();
        Progress progress = options.progress(invocation);
        DatasetFormats formats = DatasetOptions.formats(invocation, progress);
        DatasetPath source = input.input(formats, from);
        String how =
                switch (plan.order()) {
                    case RANDOM -> "--seed " + plan.seed();
                    case IN_ORDER -> "--in-order";
                    case BY_RETURN -> "--by-return";
                };
        List<Written> written = DatasetSplit.run(
                source,
                output.output(formats, first),
                output.output(formats, second),
                output.force,
                plan,
                "dataset split " + source.name() + input.text() + " --fraction " + fraction + " " + how,
                progress);
        if (options.json()) {
            invocation
                    .output()
                    .json(Map.of("outputs", written.stream().map(Written::tree).toList()));
        } else {
            written.forEach(each -> invocation.output().line(DatasetText.of(each)));
        }
        return 0;
    }

    private Plan plan() {
        Choice chosen = choice == null ? new Choice() : choice;
        return new Plan(fraction, chosen.order(), chosen.seed == null ? 0 : chosen.seed);
    }
}
