package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Figures;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.rewriting.DatasetRelabeling;
import io.leeway.datasettools.rewriting.DatasetRelabeling.Result;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.Progress;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway dataset relabel}: a dataset with other rewards. */
@Command(
        name = "relabel",
        description = {
            "Write a dataset with other rewards: those of an environment, or the old ones scaled.",
            "Give --environment, or --scale and --shift, or --returns-range."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset relabel maze.hdf5 dense.hdf5 --environment maze2d-umaze-dense-v1",
            "  leeway dataset relabel antmaze.hdf5 shifted.hdf5 --scale 1 --shift -1",
            "  leeway dataset relabel hopper.hdf5 normalised.hdf5 --returns-range 1000"
        })
final class DatasetRelabelCommand implements Callable<Integer> {
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

    @Option(
            names = "--environment",
            paramLabel = "ID",
            description = "Reward every step as this environment would: a plugin's, such as maze2d-umaze-dense-v1.")
    private @Nullable String environment;

    @Option(
            names = "--environment-set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the environment; may be repeated.")
    private List<String> environmentSettings = new ArrayList<>();

    @Option(names = "--scale", paramLabel = "X", description = "Multiply every reward. Default: 1.")
    private @Nullable Double scale;

    @Option(names = "--shift", paramLabel = "Y", description = "Then add this to it. Default: 0.")
    private @Nullable Double shift;

    @Option(
            names = "--returns-range",
            paramLabel = "R",
            description = "Multiply rewards by R / (best - worst return), as IQL does with 1000.")
    private @Nullable Double range;

    @Option(
            names = "--reward-type",
            paramLabel = "TYPE",
            description = "The type of the new rewards: float32 or float64. Default: the type of the old ones.")
    private @Nullable String rewardType;

    DatasetRelabelCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        check();
        Progress progress = options.progress(invocation);
        DatasetFormats formats = DatasetOptions.formats(invocation, progress);
        DatasetPath source = input.input(formats, from);
        DatasetRelabeling relabeling = new DatasetRelabeling(
                source,
                output.output(formats, to),
                output.force,
                "dataset relabel " + source.name() + input.text() + how(),
                progress,
                rewardType());
        Result result = result(relabeling);
        if (options.json()) {
            invocation.output().json(result.tree());
            return 0;
        }
        invocation.output().line(DatasetText.of(result.written()));
        invocation.output().line("Rewards: " + result.rewards() + ".");
        if (result.difference() != null) {
            invocation
                    .output()
                    .line("The environment's next observations differ from the recorded ones by at most "
                            + Figures.text(result.difference()) + ", in " + result.place() + ".");
        }
        return 0;
    }

    private void check() {
        boolean scaled = scale != null || shift != null;
        int ways = (environment == null ? 0 : 1) + (scaled ? 1 : 0) + (range == null ? 0 : 1);
        if (ways != 1) {
            throw new UsageException(
                    "Which rewards? Give one of --environment ID, --scale X --shift Y and" + " --returns-range R.");
        } else if (environment == null && !environmentSettings.isEmpty()) {
            throw new UsageException("--environment-set needs --environment ID.");
        } else if (range != null && !(range > 0 && Double.isFinite(range))) {
            throw new UsageException("--returns-range is " + range + ", but must be greater than 0.");
        } else if (scaled && !Double.isFinite(scale() + shift())) {
            throw new UsageException(
                    "--scale and --shift are " + scale() + " and " + shift() + ", but must be finite numbers.");
        }
    }

    private @Nullable ElementType rewardType() {
        if (rewardType == null) {
            return null;
        }
        return switch (rewardType) {
            case "float32" -> ElementType.FLOAT32;
            case "float64" -> ElementType.FLOAT64;
            default ->
                throw new UsageException("--reward-type is '" + rewardType + "', but must be float32 or float64.");
        };
    }

    private double scale() {
        return scale == null ? 1 : scale;
    }

    private double shift() {
        return shift == null ? 0 : shift;
    }

    private String how() {
        String type = rewardType == null ? "" : " --reward-type " + rewardType;
        if (range != null) {
            return type + " --returns-range " + range;
        } else if (environment == null) {
            return type + " --scale " + scale() + " --shift " + shift();
        }
        StringBuilder text = new StringBuilder(type + " --environment " + environment);
        environmentSettings.forEach(
                setting -> text.append(" --environment-set ").append(setting));
        return text.toString();
    }

    private Result result(DatasetRelabeling relabeling) {
        if (range != null) {
            return relabeling.returnsRange(range);
        } else if (environment == null) {
            return relabeling.scale(scale(), shift());
        }
        List<Setting> all = environmentSettings.stream()
                .map(text -> {
                    Setting setting = Setting.of(text);
                    return new Setting("--environment-set " + text, setting.path(), setting.value());
                })
                .toList();
        try (Environments environments = EnvironmentMaker.of(invocation.registry())
                .environments(environment, "--environment " + environment, all)) {
            return relabeling.environment(environments);
        }
    }
}
