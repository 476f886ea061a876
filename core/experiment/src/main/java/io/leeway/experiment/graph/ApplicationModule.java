package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.leeway.experiment.store.ArtifactStore;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.wiring.inject.ProcessModule;
import io.leeway.wiring.inject.ProcessScoped;
import io.leeway.wiring.inject.Promised;
import java.time.Clock;
import java.util.function.Supplier;

/** The bindings of a process. */
final class ApplicationModule extends AbstractModule {
    private final Application.Settings settings;
    private final Supplier<TrainedPolicies> policies;

    ApplicationModule(Application.Settings settings, Supplier<TrainedPolicies> policies) {
        this.settings = settings;
        this.policies = policies;
    }

    @Override
    protected void configure() {
        install(new ProcessModule(settings.progress(), settings.device()));
        bind(Clock.class).toInstance(settings.clock());
    }

    @Provides
    @ProcessScoped
    @Promised
    TrainedPolicies trainedPolicies() {
        return policies.get();
    }

    @Provides
    @ProcessScoped
    ArtifactStore store() {
        return new ArtifactStore(settings.runs().resolve("store"), settings.checkpointInterval(), settings.progress());
    }
}
