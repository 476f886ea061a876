package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.environment.evaluation.SlicedWasserstein;
import io.leeway.environment.evaluation.Wasserstein;
import io.leeway.spi.data.Transitions;
import java.util.List;
import java.util.stream.IntStream;

/** The Wasserstein-1 distances to the data: of each column, and of projections on random directions. */
final class DistanceMeasure implements Measure {
    private static final int MOST_PROJECTED = 100_000;

    private final Reference reference;

    DistanceMeasure(Reference reference) {
        this.reference = reference;
    }

    @Override
    public String title() {
        return "Distance to the data";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "wasserstein",
                        "Wasserstein-1",
                        Better.LOWER,
                        "Mean over observation and action columns of the distance to the data's, in units of the data's"
                                + " standard deviation"),
                new Figure(
                        "wasserstein_reward",
                        "Wasserstein-1, reward",
                        Better.LOWER,
                        "The distance of rewards to the data's, in units of the data's standard deviation"),
                new Figure(
                        "wasserstein_change",
                        "Wasserstein-1, change",
                        Better.LOWER,
                        "Mean over columns of the distance of the change to the next observation, in units of the"
                                + " data's standard deviation"),
                new Figure(
                        "sliced_wasserstein",
                        "Sliced Wasserstein-1",
                        Better.LOWER,
                        "Mean distance of projections of whole transitions on 128 random directions, in units of the"
                                + " standard deviation of the data's projections"));
    }

    @Override
    public Findings of(Subject subject) {
        Columns columns = reference.columns();
        Transitions real = reference.besides(subject);
        Transitions given = subject.transitions();
        double[] distances = IntStream.range(0, columns.width())
                .parallel()
                .mapToDouble(column -> Wasserstein.distance(columns.values(real, column), columns.values(given, column))
                        / columns.deviation(column))
                .toArray();
        Findings findings = Findings.none();
        List<String> names = columns.names();
        for (int column = 0; column < distances.length; column++) {
            findings.columns().put(names.get(column), distances[column]);
        }
        int reward = columns.reward();
        findings.figure("wasserstein", mean(distances, 0, reward));
        findings.figure("wasserstein_reward", distances[reward]);
        findings.figure("wasserstein_change", mean(distances, reward + 1, distances.length));
        findings.figure(
                "sliced_wasserstein",
                new SlicedWasserstein(points(columns, real), columns.width()).distance(points(columns, given)));
        return findings;
    }

    private static float[] points(Columns columns, Transitions transitions) {
        return columns.points(Rows.of(transitions, Rows.spread(transitions.count(), MOST_PROJECTED)));
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
