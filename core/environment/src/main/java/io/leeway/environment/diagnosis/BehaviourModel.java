package io.leeway.environment.diagnosis;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.ActionDistribution;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.CategoricalActions;
import io.leeway.spi.support.GaussianActions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy that is fitted to the data's actions by maximum likelihood (behaviour cloning): a Gaussian around a mean
 * that depends on the observation, with a standard deviation for each column; or, where actions are discrete, a
 * probability for each choice.
 */
final class BehaviourModel implements Policy {
    private static final int UPDATES = 1500;
    private static final int BATCH = 256;
    private static final float RATE = 3e-3f;
    private static final int MOST_RESIDUALS = 20_000;
    private static final float LEAST_DEVIATION = 1e-2f;

    private final int observationSize;
    private final int actionSize;
    private final Space.@Nullable Discrete choices;
    private final Columns columns;
    private final Perceptron network;
    private final float[] deviations;

    private BehaviourModel(Columns columns, Space.@Nullable Discrete choices, RandomSource random) {
        this.columns = columns;
        this.choices = choices;
        observationSize = columns.observationSize();
        actionSize = columns.actionSize();
        network = new Perceptron(observationSize, actionSize, random);
        deviations = new float[actionSize];
    }

    /**
     * Fits a model.
     *
     * @param data what it is fitted to
     * @param columns by which observations are normalised
     * @param choices what actions are one of, or null where they are continuous
     */
    static BehaviourModel fit(
            Transitions data, Columns columns, Space.@Nullable Discrete choices, RandomSource random) {
        BehaviourModel model = new BehaviourModel(columns, choices, random.split("weights"));
        RandomSource draws = random.split("batches");
        for (int update = 0; update < UPDATES; update++) {
            Transitions batch = Rows.of(data, draws.ints(BATCH, 0, data.count()).toArray());
            model.update(batch, (float) (RATE * 0.5 * (1 + Math.cos(Math.PI * update / UPDATES))));
        }
        model.fitDeviations(Rows.of(data, Rows.spread(data.count(), MOST_RESIDUALS)));
        return model;
    }

    private void update(Transitions batch, float rate) {
        float[] outputs = network.forward(normalized(batch.observations(), batch.count()), batch.count());
        network.descend(
                choices == null ? leastSquares(batch, outputs) : categorical(batch, outputs), batch.count(), rate);
    }

    /** Returns the gradient of half the mean squared error, whose least is where a Gaussian is likeliest. */
    private static float[] leastSquares(Transitions batch, float[] means) {
        float[] gradient = new float[means.length];
        for (int i = 0; i < means.length; i++) {
            gradient[i] = (means[i] - batch.actions()[i]) / batch.count();
        }
        return gradient;
    }

    private void fitDeviations(Transitions data) {
        float[] means = network.forward(normalized(data.observations(), data.count()), data.count());
        double[] squares = new double[actionSize];
        for (int i = 0; i < data.count() * actionSize; i++) {
            squares[i % actionSize] += Math.pow((double) data.actions()[i] - means[i], 2);
        }
        for (int column = 0; column < actionSize; column++) {
            deviations[column] = Math.max(LEAST_DEVIATION, (float) Math.sqrt(squares[column] / data.count()));
        }
    }

    private float[] categorical(Transitions batch, float[] logits) {
        float[] gradient = new float[logits.length];
        new CategoricalActions(batch.count(), actionSize, logits).gradient(batch.actions(), gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) ((Math.exp(gradient[i]) - batch.actions()[i]) / batch.count());
        }
        return gradient;
    }

    private float[] normalized(float[] observations, int count) {
        float[] values = new float[count * observationSize];
        for (int i = 0; i < values.length; i++) {
            int column = i % observationSize;
            values[i] = (float) ((observations[i] - columns.mean(column)) / columns.deviation(column));
        }
        return values;
    }

    @Override
    public int observationSize() {
        return observationSize;
    }

    @Override
    public int actionSize() {
        return actionSize;
    }

    @Override
    public Optional<Space.Discrete> choices() {
        return Optional.ofNullable(choices);
    }

    @Override
    public ActionDistribution distribution(float[] observations, int count) {
        float[] outputs = network.forward(normalized(observations, count), count);
        if (choices != null) {
            return new CategoricalActions(count, actionSize, outputs);
        }
        return new GaussianActions(count, actionSize, outputs, deviations);
    }
}
