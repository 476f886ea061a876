package io.leeway.experiment;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.GaussianActions;
import io.leeway.spi.support.NumpyArchive;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;

/** Acts with a = w·x, and moves w by the mean of a·x over each batch. */
public final class ToyAgent implements Agent {
    private final RandomSource random;
    private double weight;
    private long step;

    @Inject
    ToyAgent(RandomSource random) {
        this.random = random;
        this.weight = random.nextDouble();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        Transitions batch = Transitions.zeros(1, 1, 8);
        for (int i = 0; i < times; i++) {
            experience.sample(random, batch, 0, 8);
            for (int row = 0; row < 8; row++) {
                weight += 0.01 * batch.actions()[row] * batch.observations()[row];
            }
            step++;
        }
        return Map.of("critic_loss", weight * weight);
    }

    @Override
    public Policy policy() {
        return new Policy() {
            @Override
            public int observationSize() {
                return 1;
            }

            @Override
            public int actionSize() {
                return 1;
            }

            @Override
            public ActionDistribution distribution(float[] observations, int count) {
                float[] mean = new float[count];
                for (int i = 0; i < count; i++) {
                    mean[i] = (float) Math.max(-1, Math.min(1, weight * observations[i]));
                }
                return new GaussianActions(count, 1, mean, new float[] {1});
            }
        };
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive()
                .put("weight", new double[] {weight})
                .put("step", new long[] {step})
                .put("random", random.state())
                .write(directory.resolve("agent.npz"));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve("agent.npz"));
        weight = archive.doubles("weight")[0];
        step = archive.longs("step")[0];
        random.restore(archive.longs("random"));
    }

    @Override
    public void close() {}
}
