package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.stage.Fresh;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.wiring.inject.Promised;

/** The binding of an entry that asks for the model of the dynamics: the trained one, opened for it. */
final class DynamicsModule extends AbstractModule {
    @Provides
    @EntryScoped
    @Promised
    Dynamics dynamics(DynamicsArtifact artifact, Fresh<Dynamics> fresh) {
        Dynamics dynamics = fresh.create();
        return artifact.loaded(dynamics, dynamics::close);
    }
}
