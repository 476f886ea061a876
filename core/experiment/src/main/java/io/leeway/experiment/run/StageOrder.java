package io.leeway.experiment.run;

import io.leeway.experiment.config.DenoiserExperiment;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.spi.engine.StageTask;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.config.Configurations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a {@link StageTask}, as it is written by who plans the stage and read by who makes it.
 *
 * @param id its artifact's name in the store
 * @param title what a user reads
 * @param name what its artifact is called among the run's checkpoints
 * @param target what is wanted of the experiment
 * @param seed the experiment's
 * @param label what a user calls the experiment; empty for nothing
 * @param runs the folder of all runs, with the store in it, as an absolute path
 * @param checkpointInterval the least time between two checkpoints
 * @param experiment the experiment, where it has agents
 * @param denoiser the experiment, where it has none
 * @param key all that the stage depends on, as texts by their paths
 */
public record StageOrder(
        String id,
        String title,
        String name,
        Target target,
        long seed,
        String label,
        Path runs,
        Duration checkpointInterval,
        @Nullable ExperimentConfig experiment,
        @Nullable DenoiserExperiment denoiser,
        Map<String, String> key) {

    /** Returns the task of a stage that was planned. */
    static StageTask task(StageGraph.Node node, Target target, Application application) {
        Experiment experiment = node.experiment();
        StageOrder order = new StageOrder(
                node.id(),
                node.title(),
                node.name(),
                target,
                node.seed(),
                node.label(),
                application.settings().runs().toAbsolutePath().normalize(),
                application.settings().checkpointInterval(),
                experiment instanceof ExperimentConfig config ? untracked(config) : null,
                experiment instanceof DenoiserExperiment alone ? alone : null,
                ConfigurationTree.leaves(node.key()));
        byte[] bytes = ConfigurationTree.json(ConfigurationTree.of(order)).getBytes(StandardCharsets.UTF_8);
        return new StageTask(node.id(), node.title(), node.inputs(), bytes);
    }

    /** Returns the experiment without what receives metrics, and the secrets that this may have. */
    private static ExperimentConfig untracked(ExperimentConfig config) {
        return new ExperimentConfig(
                config.name(), config.denoising(), config.agent(), config.evaluation(), config.experience(), List.of());
    }

    /**
     * Reads the configuration of a task.
     *
     * @throws io.leeway.spi.LeewayException with everything that is wrong, such as a component that is not here
     */
    public static StageOrder read(byte[] configuration, Configurations configurations) {
        String text = new String(configuration, StandardCharsets.UTF_8);
        return configurations.parse(text, "of the stage", List.of(), StageOrder.class);
    }

    /** Returns the experiment that the stage is of. */
    public Experiment of() {
        return experiment != null ? experiment : Objects.requireNonNull(denoiser, "an experiment");
    }
}
