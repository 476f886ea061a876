package io.leeway.experiment;

import io.leeway.spi.Default;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;

/** Learns one number, how far an action moves; two members, one of which moves a little farther. */
public final class ToyDynamics implements Dynamics {
    private static final double APART = 0.01;

    private final Config config;
    private final RandomSource random;
    private double gain;
    private long step;

    /** What can be chosen: where the loss is no longer finite, and after how many updates it is finished. */
    public record Config(
            @Default("240") long updates,
            @Default("-1") long failAt,
            @Default("1000000") long enough) {}

    @Inject
    ToyDynamics(Config config, RandomSource random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public void begin(Transitions training) {
        gain = 0;
        step = 0;
    }

    @Override
    public long updates() {
        return config.updates();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= Math.min(config.updates(), config.enough());
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        if (step < config.failAt() && step + times >= config.failAt()) {
            throw new LeewayException("the loss is NaN at update " + config.failAt() + ": lower the learning rate.");
        }
        double loss = 0;
        int made = 0;
        for (; made < times && !finished(); made++) {
            int row = random.nextInt(training.count());
            float action = training.actions()[row];
            double error = training.nextObservations()[row] - training.observations()[row] - gain * action;
            gain += 0.1 * error * action;
            loss += error * error;
            step++;
        }
        return Map.of("loss", loss / made);
    }

    @Override
    public int members() {
        return 2;
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        float[] means = new float[4 * count];
        float[] deviations = new float[4 * count];
        for (int i = 0; i < 2 * count; i++) {
            int row = i % count;
            double next = observations[row] + (i < count ? gain : gain + APART) * actions[row];
            means[2 * i] = (float) next;
            means[2 * i + 1] = (float) (-next * next);
            deviations[2 * i] = (float) APART;
            deviations[2 * i + 1] = (float) APART;
        }
        return new Predictions(2, count, 1, means, deviations, new float[0]);
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive()
                .put("state", new double[] {gain, step})
                .put("random", random.state())
                .write(directory.resolve("dynamics.npz"));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve("dynamics.npz"));
        gain = archive.doubles("state")[0];
        step = (long) archive.doubles("state")[1];
        random.restore(archive.longs("random"));
    }

    @Override
    public void close() {}
}
