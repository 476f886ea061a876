package io.leeway.experiment.graph;

import io.leeway.experiment.stage.RunEnvironment;
import io.leeway.experiment.stage.Seed;
import io.leeway.experiment.stage.StageInputs;
import io.leeway.spi.Components;
import io.leeway.wiring.inject.ComponentScope;

/** The scope of a run. */
public final class RunScope implements AutoCloseable {
    private final ComponentScope scope;

    RunScope(ComponentScope scope) {
        this.scope = scope;
    }

    /** Returns the run's environments, where it has any. */
    public RunEnvironment environment() {
        return scope.get(RunEnvironment.class);
    }

    /** Returns what the keys of the run's stages have in common. */
    public StageInputs inputs() {
        return scope.get(StageInputs.class);
    }

    /** Returns what creates components that belong to no seed. */
    public Components components() {
        return scope.unseeded();
    }

    /** Enters the scope of a seed, which the caller closes. */
    public SeedScope enter(long seed) {
        return new SeedScope(scope, new Seed(seed));
    }

    @Override
    public void close() {
        scope.close();
    }
}
