package io.leeway.testkit.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.support.NumpyArchive;
import java.nio.file.Path;
import java.util.Map;

/**
 * The exact model of a linear-Gaussian system: each column of the next observation, and the reward, is a weighted sum
 * of the observation's and the action's columns plus noise; member m of {@code members} adds its own {@code bias} · m.
 *
 * <p>It knows its answer from the beginning; training only counts.
 */
public final class LinearDynamics implements Dynamics {
    private static final String FILE = "linear.npz";

    private final double[][] weights;
    private final int actionSize;
    private final double deviation;
    private final int members;
    private final double bias;
    private final long updates;
    private long step;

    /**
     * Creates the model.
     *
     * @param weights one row for each column of the observation, and a last one for the reward; each has a weight for
     *     each column of the observation and then of the action
     * @param deviation the standard deviation of every predicted column
     * @param members how many predictions there are of a row
     * @param bias what member m adds to every column, m times
     * @param updates how many updates its training has
     */
    public LinearDynamics(double[][] weights, double deviation, int members, double bias, long updates) {
        this.weights = weights.clone();
        this.actionSize = weights[0].length - observationSize();
        this.deviation = deviation;
        this.members = members;
        this.bias = bias;
        this.updates = updates;
    }

    private int observationSize() {
        return weights.length - 1;
    }

    @Override
    public void begin(Transitions training) {
        boolean goesOn = false;
        for (float terminal : training.terminals()) {
            goesOn |= terminal == 0;
        }
        if (!goesOn) {
            throw new LeewayException("Every transition is terminal, from which nothing can be learned.");
        }
        step = 0;
    }

    @Override
    public long updates() {
        return updates;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= updates;
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        for (float reward : training.rewards()) {
            if (!Float.isFinite(reward)) {
                throw new LeewayException("The loss was no longer finite at update " + (step + 1)
                        + ", since a reward is not. Repair the data.");
            }
        }
        step += times;
        return Map.of("loss", 1.0 / (1 + step));
    }

    @Override
    public int members() {
        return members;
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        int width = weights.length;
        float[] means = new float[members * count * width];
        float[] deviations = new float[means.length];
        for (int member = 0; member < members; member++) {
            for (int row = 0; row < count; row++) {
                for (int column = 0; column < width; column++) {
                    int i = (member * count + row) * width + column;
                    means[i] = (float) (sum(weights[column], observations, actions, row) + bias * member);
                    deviations[i] = (float) deviation;
                }
            }
        }
        return new Predictions(members, count, observationSize(), means, deviations, new float[0]);
    }

    private double sum(double[] factors, float[] observations, float[] actions, int row) {
        double sum = 0;
        for (int i = 0; i < observationSize(); i++) {
            sum += factors[i] * observations[row * observationSize() + i];
        }
        for (int i = 0; i < actionSize; i++) {
            sum += factors[observationSize() + i] * actions[row * actionSize + i];
        }
        return sum;
    }

    @Override
    public void save(Path directory) {
        new NumpyArchive().put("step", new int[] {Math.toIntExact(step)}).write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        step = NumpyArchive.read(directory.resolve(FILE)).ints("step")[0];
    }

    @Override
    public void close() {}
}
