package io.leeway.testkit.promise;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.support.FileProblem;
import io.leeway.testkit.agent.FixedAgent;
import io.leeway.testkit.agent.GaussianPolicy;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Learns nothing. */
final class AskingAgent implements Agent {
    private final FixedAgent fixed;

    @Inject
    AskingAgent(Task task, Dataset dataset, Environments environments, Components components, Own own) {
        own.tell("agent", task, dataset, environments, components);
        fixed = new FixedAgent(GaussianPolicy.constant(task.observationSize(), task.actionSize(), 0, 1), null);
    }

    @Override
    public long step() {
        return fixed.step();
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        return fixed.update(experience, times);
    }

    @Override
    public Policy policy() {
        return fixed.policy();
    }

    @Override
    public void export(Path directory) {
        try {
            Files.writeString(directory.resolve("policy.txt"), "0\n");
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + directory + ": " + FileProblem.text(e), e);
        }
    }

    @Override
    public void save(Path directory) {
        fixed.save(directory);
    }

    @Override
    public void load(Path directory) {
        fixed.load(directory);
    }

    @Override
    public void close() {}
}
