package io.leeway.experiment.graph;

import com.google.inject.AbstractModule;
import com.google.inject.Injector;
import com.google.inject.Provides;
import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.stage.AgentStage;
import io.leeway.experiment.stage.Entry;
import io.leeway.experiment.stage.Seed;
import io.leeway.experiment.store.Artifacts;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Learner;
import io.leeway.spi.agent.Policy;
import io.leeway.wiring.inject.Promised;
import jakarta.inject.Provider;

/** The bindings of an entry whose agent is trained. */
final class TrainedAgentModule extends AbstractModule {
    private final Seed seed;
    private final Entry entry;

    TrainedAgentModule(Seed seed, Entry entry) {
        this.seed = seed;
        this.entry = entry;
    }

    @Provides
    @EntryScoped
    AgentArtifact artifact(Artifacts artifacts, Provider<AgentStage> stage) {
        return artifacts.get(AgentArtifact.name(entry.name(), seed.value()), AgentArtifact.TYPE, () -> stage.get()
                .stage(entry));
    }

    @Provides
    @EntryScoped
    @Promised
    Agent agent(AgentArtifact artifact, Experiment experiment, Injector injector) {
        Agent agent = Agents.create(experiment, injector);
        return artifact.loaded(agent, agent::close);
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
}
