package io.leeway.experiment.engine;

import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageMaker;
import io.leeway.spi.engine.StageTask;
import jakarta.inject.Inject;

/** The engine that makes stages in this process, in the threads that ask. */
public final class LocalEngine implements Engine {
    private final StageMaker maker;

    /** Makes stages by a maker. */
    @Inject
    public LocalEngine(StageMaker maker) {
        this.maker = maker;
    }

    /** Half of the processors: one pool of threads computes the tensors of all stages. */
    @Override
    public int slots() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    @Override
    public void make(StageTask task) {
        maker.make(task);
    }

    @Override
    public void close() {}
}
