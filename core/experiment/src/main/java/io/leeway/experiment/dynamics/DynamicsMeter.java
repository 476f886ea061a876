package io.leeway.experiment.dynamics;

import io.leeway.experiment.dynamics.HeldOutSteps.Place;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.dynamics.Dynamics;
import java.util.ArrayList;
import java.util.List;

/** The meter of a model of the dynamics on held-out steps of a dataset: evenly spread ones, the same each time. */
public final class DynamicsMeter {
    private static final int BATCH = 1_000;
    private static final int STARTS = 1_000;
    private static final int STEPS = 32;

    private final HeldOutSteps steps;
    private final DataScale scale;
    private final int actionSize;

    /** Prepares to measure on the held-out steps of a dataset, in units of the whole dataset's deviations. */
    public DynamicsMeter(Dataset dataset, List<Stretch> heldOut) {
        steps = new HeldOutSteps(dataset, heldOut);
        scale = DataScale.of(dataset);
        actionSize = dataset.actionSize();
    }

    /** Returns whether there is anything to measure on. */
    public boolean any() {
        return steps.longest() > 0;
    }

    /**
     * Measures single steps.
     *
     * @param most how many at most
     * @throws io.leeway.spi.LeewayException if a prediction is not finite, naming it
     */
    public DynamicsQuality measure(Dynamics dynamics, int most) {
        List<Place> places = steps.places(1, most);
        int size = scale.observationSize();
        int width = size + 1;
        MixtureScores scores = new MixtureScores(scale);
        double[] unchanged = new double[width];
        for (int first = 0; first < places.size(); first += BATCH) {
            List<Place> batch = places.subList(first, Math.min(places.size(), first + BATCH));
            float[] observations = new float[batch.size() * size];
            float[] actions = new float[batch.size() * actionSize];
            float[] truths = new float[batch.size() * width];
            for (int row = 0; row < batch.size(); row++) {
                Place place = batch.get(row);
                steps.observation(place, observations, row, size);
                steps.action(place, actions, row);
                steps.observation(place.after(1), truths, row, width);
                truths[row * width + size] = steps.reward(place);
                for (int column = 0; column < width; column++) {
                    double still = column == size ? scale.means()[size] : observations[row * size + column];
                    double change = scale.units(column, truths[row * width + column] - still);
                    unchanged[column] += change * change / places.size();
                }
            }
            scores.add(HeldOutSteps.predict(dynamics, observations, actions, batch), truths);
        }
        List<ColumnQuality> columns = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            columns.add(new ColumnQuality(
                    ColumnNames.of(column, size),
                    scale.varies(column),
                    scores.error(column),
                    unchanged[column],
                    scores.coverage50(column),
                    scores.coverage90(column)));
        }
        return new DynamicsQuality(places.size(), columns, scores.negativeLogLikelihood());
    }

    /**
     * Measures up to 32 steps from up to 1,000 states, fewer where no held-out stretch is as long.
     *
     * @throws io.leeway.spi.LeewayException if a prediction is not finite, naming it
     */
    public StepErrors measureSteps(Dynamics dynamics) {
        int count = Math.min(STEPS, steps.longest());
        return new OpenLoop(steps, scale, actionSize, steps.places(count, STARTS)).run(dynamics, count);
    }
}
