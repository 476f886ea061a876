package io.leeway.diffusion.experience;

import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.testkit.agent.GaussianPolicy;
import java.nio.file.Path;
import java.util.Map;

/** An agent whose policy prefers one action, which is all of its state; each update moves it by a thousandth. */
final class PointingAgent implements Agent {
    private final int observationSize;
    private final int actionSize;
    private float action;
    private boolean closed;

    PointingAgent(int observationSize, int actionSize, float action) {
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        this.action = action;
    }

    void point(float other) {
        action = other;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public long step() {
        return 0;
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        action += times * 0.001f;
        return Map.of();
    }

    @Override
    public Policy policy() {
        return GaussianPolicy.constant(observationSize, actionSize, action, 0.3f);
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive().put("action", new float[] {action}).write(directory.resolve("agent.npz"));
    }

    @Override
    public void load(Path directory) {
        action = NumpyArchive.read(directory.resolve("agent.npz")).floats("action")[0];
    }

    @Override
    public void close() {
        closed = true;
    }
}
