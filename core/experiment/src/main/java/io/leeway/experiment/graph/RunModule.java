package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.stage.RunEnvironment;
import io.leeway.experiment.stage.StageInputs;
import io.leeway.experiment.store.Artifacts;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.Promised;
import io.leeway.wiring.registry.Registry;

/** The bindings of a run: its experiment, its environments, and what the keys of its stages have in common. */
final class RunModule extends AbstractModule {
    private final Experiment experiment;
    private final Artifacts artifacts;
    private final MetricListener listener;

    RunModule(Experiment experiment, Artifacts artifacts, MetricListener listener) {
        this.experiment = experiment;
        this.artifacts = artifacts;
        this.listener = listener;
    }

    @Override
    protected void configure() {
        bind(Experiment.class).toInstance(experiment);
        bind(Artifacts.class).toInstance(artifacts);
        bind(MetricListener.class).toInstance(listener);
        if (experiment.environment() != null) {
            var environment = getProvider(RunEnvironment.class);
            bind(Environments.class)
                    .annotatedWith(Promised.class)
                    .toProvider(() -> environment.get().get().orElseThrow());
        }
    }

    @Provides
    @RunScoped
    RunEnvironment environment(Injector injector) {
        Configured<Environments> choice = experiment.environment();
        return new RunEnvironment(
                choice == null
                        ? null
                        : () -> FlatEnvironments.of(
                                ComponentScope.unseeded(injector).create(choice)));
    }

    @Provides
    @RunScoped
    StageInputs inputs(Registry registry, Injector injector, RunEnvironment environment) {
        return new StageInputs(registry, ComponentScope.unseeded(injector), experiment, environment);
    }
}
