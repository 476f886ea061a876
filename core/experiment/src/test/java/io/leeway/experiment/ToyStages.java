package io.leeway.experiment;

import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.experiment.run.StageGraph;
import io.leeway.experiment.run.StageWork;
import io.leeway.experiment.run.Target;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.StageTask;
import io.leeway.wiring.config.Configurations;
import io.leeway.wiring.config.Setting;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.List;

/** Stages of toys as values. */
public final class ToyStages {
    private static final String EXPERIMENT = """
            name: toy
            seeds: [3]
            device: cpu
            environment: toy
            dataset: toy
            windows: {stride: 2, held-out: 0.25}
            denoiser: {type: toy, updates: 330}
            sampler: toy
            agent: {type: toy, updates: 250}
            evaluation: {episodes: 7, every: 60}
            experience: {synthetic: synthetic}
            """;

    private final Application application;

    /** Plans stages whose store is below a folder. */
    public ToyStages(Registry registry, Path folder) {
        application = ToyRuns.application(registry, folder, Progress.NONE);
    }

    private StageTask planned(String kind, String... settings) {
        ExperimentConfig config = new Configurations(application.settings().registry())
                .parse(
                        EXPERIMENT,
                        "of toys",
                        List.of(settings).stream().map(Setting::of).toList(),
                        ExperimentConfig.class);
        StageGraph graph = new ExperimentRunner(application).graph(Target.AGENTS);
        graph.add(config, "");
        return graph.nodes().stream()
                .filter(node -> node.id().startsWith(kind))
                .map(node -> graph.task(node.id()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a dataset, which needs nothing. */
    public StageTask dataset(long seed) {
        return planned("dataset", "seeds=[" + seed + "]");
    }

    /** Returns a denoiser, whose dataset is made. */
    public StageTask denoiser(String denoiser) {
        new StageWork(application).make(dataset(3));
        return planned("denoiser", "denoiser=" + denoiser);
    }

    /** Returns whether a stage is made. */
    public boolean made(StageTask task) {
        return application.store().has(task.id());
    }
}
