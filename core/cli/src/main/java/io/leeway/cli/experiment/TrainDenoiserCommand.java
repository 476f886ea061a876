package io.leeway.cli.experiment;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetChoice;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Figures;
import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.run.DenoiserResult;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that trains denoisers and nothing else. */
@Command(
        name = "denoiser",
        description = {
            "Train the denoiser of an experiment, or of a dataset alone.",
            "'leeway run' with the same experiment uses it again; an interrupted training goes on where it was."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway train denoiser examples/quickstart/experiment.yaml --seed 0",
            "  leeway train denoiser --dataset halfcheetah-medium.hdf5 --denoiser '{type: edm-unet, width: 64}'",
            "  leeway train denoiser --environment '{type: maze2d, layout: medium}' \\",
            "      --dataset '{type: collect, behaviour: waypoint, steps: 100000}'"
        })
final class TrainDenoiserCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final RunOptions options = new RunOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "EXPERIMENT.yaml",
            description = "The experiment; or give --dataset in its place.")
    private @Nullable Path file;

    @Option(
            names = "--dataset",
            paramLabel = "FILE",
            description = "What to learn from without an experiment: a file or folder, or '{type: NAME, KEY: VALUE}'.")
    private @Nullable String dataset;

    @Option(
            names = "--denoiser",
            paramLabel = "NAME",
            description = "The network: a name, or '{type: edm-unet, width: 64}'.")
    private @Nullable String denoiser;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description = "What the data is from, to collect it, to scale actions and to measure dynamics.")
    private @Nullable String environment;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description =
                    "Only this one of the experiment's seeds; without an experiment, the seed. Default: all, or 0.")
    private @Nullable Long seed;

    @Mixin
    final DatasetOptions common = new DatasetOptions();

    TrainDenoiserCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if ((file == null) == (dataset == null)) {
            throw new UsageException("Give either an EXPERIMENT.yaml or --dataset.");
        }
        Registry registry = invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        ExperimentRunner runner = options.runner(invocation, progress);
        DenoiserResult result;
        if (file != null) {
            ExperimentConfig config = invocation.configurations().load(file, allSettings(), ExperimentConfig.class);
            result = runner.trainDenoisers(config, chosenSeeds(config));
        } else {
            DenoiserExperiment config = alone(registry, progress);
            result = runner.trainDenoisers(config, config.seeds());
        }
        show(result);
        return 0;
    }

    private List<Long> chosenSeeds(ExperimentConfig config) {
        if (seed != null && !config.seeds().contains(seed)) {
            throw new UsageException("The experiment has no seed " + seed + ". There are: " + config.seeds()
                    + ". Set others with --set seeds=[" + seed + "].");
        }
        return seed == null ? config.seeds() : List.of(seed);
    }

    private DenoiserExperiment alone(Registry registry, Progress progress) {
        List<Setting> all = new ArrayList<>();
        String text = String.valueOf(dataset);
        all.add(new Setting("--dataset " + text, "dataset", DatasetChoice.yaml(invocation, text, progress)));
        if (seed != null) {
            all.add(new Setting("--seed " + seed, "seeds", "[" + seed + "]"));
        }
        all.addAll(allSettings());
        DenoiserExperiment config =
                invocation.configurations().parse("", "of the denoiser", all, DenoiserExperiment.class);
        return UsageException.where(() -> {
            config.check(registry);
            return config;
        });
    }

    private List<Setting> allSettings() {
        List<Setting> all = new ArrayList<>();
        add(all, "--denoiser", "denoiser", denoiser);
        add(all, "--environment", "environment", environment);
        all.addAll(options.settings());
        return all;
    }

    private static void add(List<Setting> all, String option, String path, @Nullable String value) {
        if (value != null) {
            all.add(new Setting(option + " " + value, path, value));
        }
    }

    private void show(DenoiserResult result) {
        if (common.json()) {
            invocation.output().json(result.tree());
            return;
        }
        for (DenoiserResult.Trained trained : result.denoisers()) {
            Columns.align(rows(trained)).forEach(invocation.output()::line);
            invocation.output().line("");
        }
        result.notes().forEach(note -> invocation.output().line("Note: " + note));
        invocation.output().line("Run: " + result.directory());
        invocation.output().line("Look at it: leeway sample " + result.directory());
    }

    private static List<List<String>> rows(DenoiserResult.Trained trained) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Seed", trained.seed() + (trained.reused() ? " (trained before)" : "")));
        rows.add(List.of("Updates", Figures.text(trained.updates())));
        rows.add(List.of(
                "Windows",
                Figures.text(trained.trainingWindows()) + ", and " + Figures.text(trained.heldOutWindows())
                        + " held out"));
        trained.metrics().forEach((name, value) -> rows.add(List.of(Figures.words(name), Figures.text(value))));
        rows.add(List.of("Windows/s", Figures.text(trained.windowsPerSecond())));
        rows.add(List.of("Denoiser", trained.folder().toString()));
        return rows;
    }
}
