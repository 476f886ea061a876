package io.leeway.diffusion.dynamics;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * An ensemble of ridge regressions of an observation's change and of the reward on the observation, the action and
 * random features of both. Each member has features of its own and is fitted to its own draws of the transitions
 * (Breiman 1996), in one update; it predicts as far off as it is from the transitions that it did not draw. A member
 * that is not fitted yet predicts no change and the mean reward.
 */
public final class RandomFeatures implements Dynamics {
    private static final int BATCH = 4096;

    private final RandomFeaturesConfig config;
    private final RandomSource random;
    private RidgeModel[] models = {};
    private @Nullable ColumnScale scale;
    private int observationSize;
    private long step;

    /** Creates an untrained ensemble. */
    @Inject
    public RandomFeatures(RandomFeaturesConfig config, RandomSource random) {
        this.config = config;
        this.random = random;
    }

    @Override
    public void begin(Transitions training) {
        rowsThatGoOn(training);
        scale = ColumnScale.of(training);
        observationSize = training.observationSize();
        models = new RidgeModel[config.members()];
        Arrays.fill(models, RidgeModel.zero(scale().inputs(), config.features(), observationSize + 1));
        step = 0;
    }

    private static int[] rowsThatGoOn(Transitions all) {
        int[] rows = new int[all.count()];
        int found = 0;
        for (int row = 0; row < all.count(); row++) {
            if (all.terminals()[row] < 0.5f) {
                rows[found++] = row;
            }
        }
        if (found == 0) {
            throw new LeewayException("Of " + all.count() + " transitions every one is terminal, so that none has a"
                    + " next observation to learn. Use data with longer episodes.");
        }
        return Arrays.copyOf(rows, found);
    }

    private ColumnScale scale() {
        if (scale == null) {
            throw new IllegalStateException("begin or load comes first");
        }
        return scale;
    }

    @Override
    public long updates() {
        return config.members();
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean finished() {
        return step >= config.members();
    }

    @Override
    public int batch() {
        return config.draws();
    }

    @Override
    public Map<String, Double> update(Transitions training, int times) {
        int[] rows = rowsThatGoOn(training);
        long[] before = random.state();
        RidgeModel[] fitted = models.clone();
        double loss = 0;
        int made = (int) Math.min(times, updates() - step);
        for (int i = 0; i < made; i++) {
            RidgeModel model = fit(training, rows);
            double error = Arrays.stream(model.deviations())
                    .map(deviation -> deviation * deviation)
                    .average()
                    .orElse(0);
            if (!Double.isFinite(error)) {
                random.restore(before);
                throw new LeewayException("the error of the random features is " + error + " at update "
                        + (step + i + 1) + ": look for values in the data that are not finite ('leeway dataset"
                        + " verify'), or raise the ridge.");
            }
            fitted[Math.toIntExact(step) + i] = model;
            loss += error / made;
        }
        models = fitted;
        step += made;
        return Map.of("loss", loss);
    }

    /** Fits a member, and measures it on transitions that it did not draw, where there are any. */
    private RidgeModel fit(Transitions training, int[] rows) {
        int inputs = scale().inputs();
        float[] directions = new float[config.features() * inputs];
        float[] offsets = new float[config.features()];
        random.fillGaussian(directions, 0, directions.length);
        random.fillGaussian(offsets, 0, offsets.length);
        boolean[] drawn = new boolean[rows.length];
        int[] draws = new int[Math.min(config.draws(), rows.length)];
        for (int i = 0; i < draws.length; i++) {
            int draw = random.nextInt(rows.length);
            drawn[draw] = true;
            draws[i] = rows[draw];
        }
        RidgeModel model =
                RidgeModel.fit(directions, offsets, inputs(training, draws), targets(training, draws), config.ridge());
        int[] others = others(rows, drawn, draws.length);
        int[] measured = others.length == 0 ? draws : others;
        return model.measured(inputs(training, measured), targets(training, measured));
    }

    /** Returns rows that were not drawn, evenly spread where there are more than asked for. */
    private static int[] others(int[] rows, boolean[] drawn, int most) {
        int[] others = new int[rows.length];
        int found = 0;
        for (int i = 0; i < rows.length; i++) {
            if (!drawn[i]) {
                others[found++] = rows[i];
            }
        }
        int count = Math.min(found, most);
        int[] spread = new int[count];
        for (int i = 0; i < count; i++) {
            spread[i] = others[(int) ((long) i * found / count)];
        }
        return spread;
    }

    private DMatrixRMaj inputs(Transitions transitions, int[] rows) {
        return inputs(
                transitions.observations(), transitions.actions(), transitions.actionSize(), rows.length, i -> rows[i]);
    }

    /** The row that stands at a place. */
    private interface Rows {
        int at(int place);
    }

    private DMatrixRMaj inputs(float[] observations, float[] actions, int actionSize, int count, Rows rows) {
        DMatrixRMaj inputs = new DMatrixRMaj(count, observationSize + actionSize);
        for (int i = 0; i < count; i++) {
            for (int column = 0; column < inputs.numCols; column++) {
                double value = column < observationSize
                        ? observations[rows.at(i) * observationSize + column]
                        : actions[rows.at(i) * actionSize + column - observationSize];
                inputs.data[i * inputs.numCols + column] = scale().standardized(column, value);
            }
        }
        return inputs;
    }

    private DMatrixRMaj targets(Transitions transitions, int[] rows) {
        ColumnScale columns = scale();
        DMatrixRMaj targets = new DMatrixRMaj(rows.length, observationSize + 1);
        for (int i = 0; i < rows.length; i++) {
            for (int column = 0; column < observationSize; column++) {
                int at = rows[i] * observationSize + column;
                double change = (double) transitions.nextObservations()[at]
                        - transitions.observations()[at];
                targets.set(i, column, change / columns.deviation()[column]);
            }
            targets.set(
                    i,
                    observationSize,
                    columns.standardized(columns.inputs(), transitions.rewards()[rows[i]]));
        }
        return targets;
    }

    @Override
    public int members() {
        return config.members();
    }

    @Override
    public Predictions predict(float[] observations, float[] actions, int count) {
        int width = observationSize + 1;
        int actionSize = scale().inputs() - observationSize;
        float[] means = new float[Math.multiplyExact(models.length * count, width)];
        float[] deviations = new float[means.length];
        for (int first = 0; first < count; first += BATCH) {
            int from = first;
            int rows = Math.min(BATCH, count - first);
            DMatrixRMaj inputs = inputs(observations, actions, actionSize, rows, row -> from + row);
            for (int member = 0; member < models.length; member++) {
                DMatrixRMaj predicted = models[member].predict(inputs);
                for (int i = 0; i < rows * width; i++) {
                    int row = first + i / width;
                    int column = i % width;
                    int at = (member * count + row) * width + column;
                    means[at] = (float) outcome(observations, row, column, predicted.data[i]);
                    deviations[at] = (float) (models[member].deviations()[column] * unit(column));
                }
            }
        }
        return new Predictions(models.length, count, observationSize, means, deviations, new float[0]);
    }

    private double unit(int column) {
        return scale().deviation()[column == observationSize ? scale().inputs() : column];
    }

    private double outcome(float[] observations, int row, int column, double predicted) {
        double from = column == observationSize
                ? scale().mean()[scale().inputs()]
                : observations[row * observationSize + column];
        return from + predicted * unit(column);
    }

    @Override
    public void save(Path directory) {
        new EnsembleFile(directory).write(models, scale(), observationSize, step, random);
    }

    @Override
    public void load(Path directory) {
        EnsembleFile.State state = new EnsembleFile(directory).read(config);
        models = state.models();
        scale = state.scale();
        observationSize = state.observationSize();
        step = state.step();
        random.restore(state.random());
    }

    @Override
    public void close() {}
}
