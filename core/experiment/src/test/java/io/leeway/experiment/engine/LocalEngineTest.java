package io.leeway.experiment.engine;

import io.leeway.experiment.ToyPlugin;
import io.leeway.experiment.ToyRuns;
import io.leeway.experiment.ToyStages;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.StageWork;
import io.leeway.spi.Configured;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageTask;
import io.leeway.testkit.engine.EngineContract;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class LocalEngineTest extends EngineContract {
    private final Registry registry = Registry.of(new ToyPlugin(), new EnginesPlugin());

    @TempDir
    Path folder;

    private ToyStages stages = new ToyStages(registry, Path.of(""));

    @BeforeEach
    void begin() {
        stages = new ToyStages(registry, folder);
    }

    @Override
    protected Engine engine(Progress progress) {
        Application application = ToyRuns.application(registry, folder, progress);
        Configured<Engine> local = new Configured<>(Engine.class, "local", new LocalConfig());
        return new EngineChoice(local, OptionalInt.empty()).open(application.components(), new StageWork(application));
    }

    @Override
    protected List<StageTask> tasks() {
        return List.of(stages.dataset(3), stages.dataset(4), stages.dataset(5));
    }

    @Override
    protected StageTask failing() {
        return stages.denoiser("{type: toy, fail-at: 100}");
    }

    @Override
    protected String reason() {
        return "the loss is NaN at update 100";
    }

    @Override
    protected StageTask endless() {
        return stages.denoiser("{type: toy, updates: 1000000000000}");
    }

    @Override
    protected boolean made(StageTask task) {
        return stages.made(task);
    }
}
