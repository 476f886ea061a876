package io.leeway.experiment.graph;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.spi.Components;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.diffusion.Denoiser;
import io.leeway.spi.diffusion.Sampler;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.wiring.inject.ComponentScope;

/** The scope of an experience entry whose agent is trained, or of models without agent. */
public final class EntryScope implements AutoCloseable {
    private final ComponentScope scope;

    EntryScope(ComponentScope scope) {
        this.scope = scope;
    }

    /** Returns the trained agent; only where an entry was named. */
    public Agent agent() {
        return scope.promised(Agent.class);
    }

    /** Returns the artifact of the agent; only where an entry was named. */
    public AgentArtifact agentArtifact() {
        return scope.get(AgentArtifact.class);
    }

    /** Returns the trained denoiser. */
    public Denoiser denoiser() {
        return scope.promised(Denoiser.class);
    }

    /** Returns the trained model of the dynamics. */
    public Dynamics dynamics() {
        return scope.promised(Dynamics.class);
    }

    /** Returns the sampler. */
    public Sampler sampler() {
        return scope.promised(Sampler.class);
    }

    /** Returns what creates components of the entry. */
    public Components components() {
        return scope.components();
    }

    @Override
    public void close() {
        scope.close();
    }
}
