package io.leeway.testkit.agent;

import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import java.nio.file.Path;
import java.util.Map;

/** Leaves everything to another agent, but for what a test changes. */
class ForwardingAgent implements Agent {
    private final Agent inner;

    ForwardingAgent(Agent inner) {
        this.inner = inner;
    }

    @Override
    public long step() {
        return inner.step();
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        return inner.update(experience, times);
    }

    @Override
    public Policy policy() {
        return inner.policy();
    }

    @Override
    public void save(Path directory) {
        inner.save(directory);
    }

    @Override
    public void load(Path directory) {
        inner.load(directory);
    }

    @Override
    public void close() {
        inner.close();
    }
}
