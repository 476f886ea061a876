package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.Entry;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Policy;
import io.leeway.wiring.inject.ComponentScope;
import io.leeway.wiring.inject.Promised;
import java.util.Objects;

/** The bindings of an entry whose agent is to be trained: the agent, and what it learns from. */
final class UntrainedAgentModule extends AbstractModule {
    private final Entry entry;

    UntrainedAgentModule(Entry entry) {
        this.entry = entry;
    }

    @Provides
    @EntryScoped
    @Promised
    Agent agent(Experiment experiment, Injector injector) {
        return Agents.create(experiment, injector);
    }

    @Provides
    @Promised
    Learner learner(Experiment experiment, Injector injector) {
        return Agents.learner(experiment, injector);
    }

    @Provides
    @Promised
    Policy policy(@Promised Agent agent) {
        return agent.policy();
    }

    @Provides
    @EntryScoped
    @Promised
    ExperienceSource experience(Experiment experiment, Injector injector) {
        return ComponentScope.components(injector)
                .create(Objects.requireNonNull(experiment.experience().get(entry.name()), entry.name()));
    }
}
