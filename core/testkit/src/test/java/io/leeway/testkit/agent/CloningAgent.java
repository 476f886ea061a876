package io.leeway.testkit.agent;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Behaviour cloning by a linear regression: the smallest agent that learns. */
final class CloningAgent implements Agent {
    private static final String FILE = "cloning.npz";

    private final Task task;
    private final RandomSource random;
    private final Transitions batch;
    private final float[] weights;
    private long step;

    CloningAgent(Task task, RandomSource random) {
        this.task = task;
        this.random = random;
        batch = Transitions.zeros(task.observationSize(), task.actionSize(), 16);
        weights = new float[task.observationSize() * task.actionSize()];
        random.fillGaussian(weights, 0, weights.length);
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        double loss = 0;
        for (int i = 0; i < times; i++) {
            experience.sample(random, batch, 0, batch.count());
            loss += descend() / times;
            step++;
            if (!Double.isFinite(loss)) {
                throw new LeewayException("The loss is " + loss + " at update " + step + ": mend the data");
            }
        }
        return Map.of("loss", loss);
    }

    /** The rewards take part with no weight, so that they are noticed when they are not numbers. */
    private double descend() {
        float[] gradient = new float[batch.count() * task.actionSize()];
        policy().distribution(batch.observations(), batch.count()).gradient(batch.actions(), gradient);
        double loss = 0;
        for (int row = 0; row < batch.count(); row++) {
            loss += 0 * batch.rewards()[row];
            for (int column = 0; column < task.actionSize(); column++) {
                float error = gradient[row * task.actionSize() + column];
                loss += error * error;
                for (int i = 0; i < task.observationSize(); i++) {
                    weights[column * task.observationSize() + i] -=
                            0.01f * error * batch.observations()[row * task.observationSize() + i];
                }
            }
        }
        return loss;
    }

    @Override
    public Policy policy() {
        float[] deviation = new float[task.actionSize()];
        Arrays.fill(deviation, 1);
        return new Policy() {
            @Override
            public int observationSize() {
                return task.observationSize();
            }

            @Override
            public int actionSize() {
                return task.actionSize();
            }

            @Override
            public ActionDistribution distribution(float[] observations, int count) {
                return new GaussianPolicy(task.observationSize(), weights, new float[task.actionSize()], deviation)
                        .distribution(observations, count);
            }
        };
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive()
                .put("step", new long[] {step})
                .put("weights", weights)
                .put("random", random.state())
                .write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve(FILE));
        if (archive.floats("weights").length != weights.length) {
            throw new LeewayException("The checkpoint has " + archive.floats("weights").length
                    + " weights, but the agent has " + weights.length);
        }
        System.arraycopy(archive.floats("weights"), 0, weights, 0, weights.length);
        step = archive.longs("step")[0];
        random.restore(archive.longs("random"));
    }

    @Override
    public void close() {}
}
