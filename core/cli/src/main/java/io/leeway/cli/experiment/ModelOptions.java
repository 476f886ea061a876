package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.dataset.DatasetChoice;
import io.leeway.cli.dataset.DatasetOptions;
import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of commands that train one model of an experiment, or of a dataset alone. */
final class ModelOptions {
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

    /** The training of a model. */
    @FunctionalInterface
    interface Training<R> {
        R of(ExperimentRunner runner, Experiment experiment, List<Long> seeds);
    }

    /**
     * Trains a model.
     *
     * @param key the experiment's key that configures it, which names its run where there is no experiment
     * @param choice what the command was given for it, or null
     */
    <R> R train(Invocation invocation, String key, @Nullable String choice, Training<R> training) {
        if ((file == null) == (dataset == null)) {
            throw new UsageException("Give either an EXPERIMENT.yaml or --dataset.");
        }
        Registry registry = invocation.registryWithWarnings();
        Progress progress = common.progress(invocation);
        ExperimentRunner runner = options.runner(invocation, progress);
        List<Setting> settings = settings(key, choice);
        if (file != null) {
            ExperimentConfig config = invocation.configurations().load(file, settings, ExperimentConfig.class);
            return training.of(runner, config, chosenSeeds(config));
        }
        DenoiserExperiment config = alone(invocation, registry, progress, key, settings);
        return training.of(runner, config, config.seeds());
    }

    private List<Long> chosenSeeds(ExperimentConfig config) {
        if (seed != null && !config.seeds().contains(seed)) {
            throw new UsageException("The experiment has no seed " + seed + ". There are: " + config.seeds()
                    + ". Set others with --set seeds=[" + seed + "].");
        }
        return seed == null ? config.seeds() : List.of(seed);
    }

    private DenoiserExperiment alone(
            Invocation invocation, Registry registry, Progress progress, String key, List<Setting> settings) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("the command", "name", key));
        String text = String.valueOf(dataset);
        all.add(new Setting("--dataset " + text, "dataset", DatasetChoice.yaml(invocation, text, progress)));
        if (seed != null) {
            all.add(new Setting("--seed " + seed, "seeds", "[" + seed + "]"));
        }
        all.addAll(settings);
        DenoiserExperiment config =
                invocation.configurations().parse("", "of the " + key, all, DenoiserExperiment.class);
        return UsageException.where(() -> {
            config.check(registry);
            return config;
        });
    }

    private List<Setting> settings(String key, @Nullable String choice) {
        List<Setting> all = new ArrayList<>();
        add(all, "--" + key, key, choice);
        add(all, "--environment", "environment", environment);
        all.addAll(options.settings());
        return all;
    }

    private static void add(List<Setting> all, String option, String path, @Nullable String value) {
        if (value != null) {
            all.add(new Setting(option + " " + value, path, value));
        }
    }
}
