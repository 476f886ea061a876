package io.leeway.testkit.agent;

import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An agent that counts its updates and never changes its policy. */
public final class FixedAgent implements Agent {
    private static final String FILE = "agent.npz";

    private final Policy policy;
    private final @Nullable Critic critic;
    private long step;

    /** Creates an agent with that policy, and a critic or null. */
    public FixedAgent(Policy policy, @Nullable Critic critic) {
        this.policy = policy;
        this.critic = critic;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        step += times;
        return Map.of("updates", (double) times);
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Optional<Critic> critic() {
        return Optional.ofNullable(critic);
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive().put("step", new long[] {step}).write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        step = NumpyArchive.read(directory.resolve(FILE)).longs("step")[0];
    }

    @Override
    public void close() {}
}
