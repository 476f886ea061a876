package io.leeway.testkit.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** A sound model that learns the mean change of each column and the mean reward, row by row; to be broken in tests. */
class MeanDynamics implements Dynamics {
    private static final int UPDATES = 60;
    private static final int OBSERVATION_SIZE = 3;
    private static final int WIDTH = OBSERVATION_SIZE + 1;
    private static final String FILE = "means.npz";

    final RandomSource random;
    double[] means = new double[WIDTH];
    long step;

    MeanDynamics(RandomSource random) {
        this.random = random;
    }

    @Override
    public void begin(Transitions training) {
        refuseAllTerminal(training);
        Arrays.fill(means, 10);
        step = 0;
    }

    void refuseAllTerminal(Transitions training) {
        for (float terminal : training.terminals()) {
            if (terminal == 0) {
                return;
            }
        }
        throw new LeewayException("Every transition is terminal.");
    }

    @Override
    public long updates() {
        return UPDATES;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= UPDATES;
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        double[] before = means.clone();
        double loss = 0;
        for (int i = 0; i < times; i++) {
            loss += learn(training, random.nextInt(training.count())) / times;
        }
        if (!Double.isFinite(loss)) {
            means = before;
            throw new LeewayException("The loss was no longer finite at an update after " + step + ".");
        }
        step += times;
        return Map.of("loss", loss);
    }

    double learn(Transitions training, int row) {
        double loss = 0;
        for (int column = 0; column < WIDTH; column++) {
            int i = row * OBSERVATION_SIZE + column;
            double truth = column == OBSERVATION_SIZE
                    ? training.rewards()[row]
                    : training.terminals()[row] == 1
                            ? means[column]
                            : training.nextObservations()[i] - training.observations()[i];
            loss += Math.pow(truth - means[column], 2);
            means[column] += 0.2 * (truth - means[column]);
        }
        return loss;
    }

    @Override
    public int members() {
        return 1;
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        float[] predicted = new float[count * WIDTH];
        float[] deviations = new float[count * WIDTH];
        Arrays.fill(deviations, 1);
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < WIDTH; column++) {
                float from = column < OBSERVATION_SIZE ? observations[row * OBSERVATION_SIZE + column] : 0;
                predicted[row * WIDTH + column] = (float) (from + means[column]);
            }
        }
        return new Predictions(1, count, OBSERVATION_SIZE, predicted, deviations, new float[0]);
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive()
                .put("means", means)
                .put("step", new long[] {step})
                .put("random", random.state())
                .write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        NumpyArchive archive = NumpyArchive.read(directory.resolve(FILE));
        means = archive.doubles("means");
        step = archive.longs("step")[0];
        random.restore(archive.longs("random"));
    }

    @Override
    public void close() {}
}
