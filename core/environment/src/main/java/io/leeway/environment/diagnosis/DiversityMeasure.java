package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import java.util.List;

/** The diversity of transitions: how far two of them, drawn at random, are from each other, beside two of the data. */
final class DiversityMeasure implements Measure {
    private static final int PAIRS = 20_000;

    private final Reference reference;
    private final RandomSource random;

    /** Prepares to draw pairs from a stream, the same for every subject. */
    DiversityMeasure(Reference reference, RandomSource random) {
        this.reference = reference;
        this.random = random;
    }

    @Override
    public String title() {
        return "Diversity";
    }

    @Override
    public List<Figure> figures() {
        return List.of(new Figure(
                "diversity",
                "Diversity",
                Better.LIKE_DATA,
                "Mean distance of two transitions that are drawn at random, each column in units of the data's standard"
                        + " deviation, over that of two of the data: 1 where they are as varied, 0 where all are the"
                        + " same"));
    }

    @Override
    public Findings of(Subject subject) {
        double own = meanDistance(subject.transitions());
        double real = meanDistance(reference.besides(subject));
        return Findings.none().figure("diversity", own / real);
    }

    private double meanDistance(Transitions transitions) {
        RandomSource draws = random.split("pairs");
        int[] rows = draws.ints(2L * PAIRS, 0, transitions.count()).toArray();
        float[] points = reference.columns().points(Rows.of(transitions, rows));
        int width = reference.columns().width();
        double sum = 0;
        for (int pair = 0; pair < PAIRS; pair++) {
            double squares = 0;
            for (int column = 0; column < width; column++) {
                double difference =
                        points[2 * pair * width + column] - (double) points[(2 * pair + 1) * width + column];
                squares += difference * difference;
            }
            sum += Math.sqrt(squares);
        }
        return sum / PAIRS;
    }
}
