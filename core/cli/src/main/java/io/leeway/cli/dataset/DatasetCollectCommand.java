package io.leeway.cli.dataset;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.datasettools.DatasetFormats;
import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.collection.CollectionTotals;
import io.leeway.datasettools.collection.DatasetCollection;
import io.leeway.environment.EnvironmentMaker;
import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetSource;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that collects a dataset by playing in an environment. */
@Command(
        name = "collect",
        description = {
            "Play in an environment and write a dataset of what happens.",
            "The same command gives the same bytes; one that was interrupted goes on after its finished parts."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway dataset collect maze2d-umaze-v1 --out random.hdf5",
            "  leeway dataset collect maze2d-medium-v1 --out medium.hdf5 --steps 1000000 --no-time-limit \\",
            "      --behaviour '{type: noisy, behaviour: waypoint, standard-deviation: 0.2}'",
            "  leeway dataset collect HalfCheetah-v5 --target 127.0.0.1:50051 --out cheetah.hdf5 \\",
            "      --behaviour '{type: checkpoint, run: runs/cheetah-1a2b3c4d, sampled: true}'"
        })
final class DatasetCollectCommand implements Callable<Integer> {
    private static final int USUAL_STREAMS = 20;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    @Parameters(
            paramLabel = "ENVIRONMENT",
            description =
                    "A registered id, such as maze2d-umaze-v1, a component's name, or a server's id with --target.")
    private String environment = "";

    @Option(names = "--out", paramLabel = "PATH", required = true, description = "Where the dataset will be.")
    private Path out = Path.of("");

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            description = "Its format. Default: the one whose datasets are named so.")
    private @Nullable String format;

    @Option(names = "--steps", paramLabel = "N", description = "How many steps in all. Default: ${DEFAULT-VALUE}.")
    private int steps = 100_000;

    @Option(
            names = "--behaviour",
            paramLabel = "NAME",
            description = "Who plays: a name, or '{type: NAME, KEY: VALUE}'. Default: ${DEFAULT-VALUE}.")
    private String behaviour = "random";

    @Option(names = "--seed", paramLabel = "SEED", description = "Gives the same dataset. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "How many environments at once. Default: " + USUAL_STREAMS + ", or one a step.")
    private @Nullable Integer streams;

    @Option(
            names = "--no-time-limit",
            description = "Let episodes go on beyond the environment's limit, as in D4RL's maze2d.")
    private boolean endless;

    @Option(names = "--target", paramLabel = "HOST:PORT", description = "The server that has the environment.")
    private @Nullable String target;

    @Option(
            names = "--environment-set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the environment; may be repeated.")
    private List<String> environmentSettings = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a key of the component 'collect', such as infos=[success]; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--restart", description = "Throw away the parts of an earlier call.")
    private boolean restart;

    @Option(names = "--device", description = "Where trained agents are computed: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.AUTO;

    DatasetCollectCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (out.getFileName() == null || out.getFileName().toString().isEmpty()) {
            throw new UsageException("--out '" + out + "' has no name: give the path of a file or folder to write.");
        } else if (steps < 1) {
            throw new UsageException("--steps is " + steps + ", but must be at least 1.");
        }
        Registry registry = invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        Components components = invocation.components(device, progress);
        DatasetPath dataset = new DatasetFormats(registry, components).output(out, format, List.of());
        DatasetCollection.Request request =
                new DatasetCollection.Request(chosenEnvironment(registry), source(), seed, dataset, restart);
        show(new DatasetCollection(registry, components, progress).collect(request), dataset);
        return 0;
    }

    private Configured<Environments> chosenEnvironment(Registry registry) {
        List<Setting> all = new ArrayList<>();
        if (target != null) {
            all.add(new Setting("--target " + target, "target", target));
        }
        environmentSettings.forEach(text -> all.add(keyAndValue("--environment-set", text)));
        return EnvironmentMaker.of(registry).choice(environment, "leeway dataset collect " + environment, all);
    }

    private Configured<DatasetSource> source() {
        int usual = Math.min(USUAL_STREAMS, steps);
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("--behaviour " + behaviour, "behaviour", behaviour));
        all.add(new Setting("--steps " + steps, "steps", Integer.toString(steps)));
        all.add(new Setting("--streams", "streams", Integer.toString(streams == null ? usual : streams)));
        all.add(new Setting("--no-time-limit", "time-limit", Boolean.toString(!endless)));
        settings.forEach(text -> all.add(keyAndValue("--set", text)));
        return invocation.configurations().choose(DatasetSource.class, "collect", "leeway dataset collect", all);
    }

    private static Setting keyAndValue(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new UsageException(option + " " + text + " must have the form KEY=VALUE.");
        }
        return new Setting(option + " " + text, text.substring(0, equals), text.substring(equals + 1));
    }

    private void show(CollectionTotals totals, DatasetPath dataset) {
        if (common.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("path", out.toString());
            tree.put("format", dataset.formatName());
            tree.put("episodes", totals.episodes());
            tree.put("steps", totals.steps());
            tree.put("mean_return", totals.meanReturn());
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = List.of(
                List.of("Episodes", String.format(Locale.ROOT, "%,d", totals.episodes())),
                List.of("Steps", String.format(Locale.ROOT, "%,d", totals.steps())),
                List.of("Mean return", String.format(Locale.ROOT, "%.2f", totals.meanReturn())),
                List.of("Dataset", out + " (" + dataset.formatName() + ")"));
        Columns.align(rows).forEach(invocation.output()::line);
        invocation.output().line("Look at it: leeway dataset info " + out);
    }
}
