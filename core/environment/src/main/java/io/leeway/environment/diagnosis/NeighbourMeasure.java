package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Curve.Chart;
import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The coverage and the novelty of transitions by their nearest neighbours; each column counts in units of the data's
 * standard deviation.
 *
 * <p>Coverage (Naeem et al. 2020, equation 4, with k = 5): the share of real transitions that have a synthetic one no
 * further than their k-th nearest real one, among as many real as synthetic. Real neighbours are those of other groups
 * (see {@link Reference}). Of other transitions of the data itself 1 - 2⁻⁵ = 0.969 is expected.
 *
 * <p>Novelty: the distance to the nearest real transition, beside that of real transitions that were held out to those
 * of other groups.
 */
final class NeighbourMeasure implements Measure {
    static final Chart CHART = new Chart(
            "nearest_distance",
            "Distance to the nearest real transition",
            "Share of transitions by their distance to the nearest real one, in units of the median of held-out real"
                    + " transitions. The first point counts all that are nearer, and so all copies, and the last all"
                    + " that are further.",
            "Distance / median of held-out data",
            "Share",
            Curve.Scale.LOGARITHMIC_X);
    private static final int NEIGHBOURS = 5;
    private static final double COPY = 1e-3;
    /** From which part of as many on a source counts as of the same size: whole trajectories seldom add up to it. */
    private static final double ALIKE = 0.9;

    private static final int BINS = 40;
    private static final double BINS_TO_TEN = 10;
    private static final double LEAST = 1e-2;

    private final Reference reference;
    private final Limits limits;
    private @Nullable NeighbourTree everything;
    private double median = Double.NaN;

    /**
     * The sizes of what is measured.
     *
     * @param known of how many real transitions the nearest is searched at most
     * @param compared how many of each side coverage compares at most
     * @param asked how many transitions are asked for their nearest at most
     */
    record Limits(int known, int compared, int asked) {
        /** What a report affords. */
        static final Limits FULL = new Limits(200_000, 20_000, 5000);

        /** What every refresh affords. */
        static final Limits BRIEF = new Limits(20_000, 5000, 1000);

        /** Returns the same where so many transitions of a source are measured at most. */
        Limits measuring(int most) {
            return new Limits(known, Math.min(compared, most), asked);
        }
    }

    NeighbourMeasure(Reference reference, Limits limits) {
        this.reference = reference;
        this.limits = limits;
    }

    @Override
    public String title() {
        return "Coverage and novelty";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "coverage",
                        "Coverage",
                        Better.HIGHER,
                        "Share of real transitions with one of the source no further than their fifth nearest real one"
                                + " of another episode, among as many of both (Naeem et al. 2020); 0.97 where both are"
                                + " alike"),
                new Figure(
                        "novelty",
                        "Novelty",
                        Better.LIKE_DATA,
                        "Median distance to the nearest real transition, over that of held-out real ones: 1 where it is"
                                + " as new as these, 0 where it is copied"),
                new Figure(
                        "copies",
                        "Copies",
                        Better.LOWER,
                        "Share of transitions nearer to a real one than a thousandth of held-out data's median"));
    }

    @Override
    public Findings of(Subject subject) {
        double[] distances = distances(subject);
        double unit = median();
        Findings findings = Findings.none();
        findings.figure("coverage", coverage(subject, findings));
        if (unit > 0) {
            findings.figure("novelty", median(distances) / unit);
            findings.curves().add(histogram(distances, unit));
        } else {
            findings.notes().add("Half of the held-out data has a copy in other episodes: novelty has no measure.");
        }
        long copies = Arrays.stream(distances)
                .filter(distance -> distance <= COPY * unit)
                .count();
        findings.figure("copies", (double) copies / distances.length);
        return findings;
    }

    /** Returns the distance to the nearest real transition of evenly spread transitions. */
    double[] distances(Subject subject) {
        Subject asked = subject.rows(Rows.spread(subject.transitions().count(), limits.asked()));
        float[] points = reference.columns().points(asked.transitions());
        NeighbourTree tree = everything();
        return parallel(asked.transitions().count(), row -> tree.distances(
                        points, row, asked.heldOut() ? asked.groups()[row] : NeighbourTree.NO_GROUP, 1)[0]);
    }

    private NeighbourTree everything() {
        NeighbourTree known = everything;
        if (known == null) {
            Transitions all = reference.all();
            known = tree(all, reference.groups(), Rows.spread(all.count(), limits.known()));
            everything = known;
        }
        return known;
    }

    private NeighbourTree tree(Transitions transitions, int[] groups, int[] rows) {
        Columns columns = reference.columns();
        return new NeighbourTree(columns.points(Rows.of(transitions, rows)), columns.width(), Rows.of(groups, rows));
    }

    private double median() {
        if (Double.isNaN(median)) {
            median = median(distances(reference.heldOut("", limits.asked())));
        }
        return median;
    }

    /** Compares as many transitions of every source as there are of held-out data, so that this is its floor. */
    private double coverage(Subject subject, Findings findings) {
        int[] besides = reference.rowsBesides(subject);
        Transitions given = subject.transitions();
        int alike = Math.min(limits.compared(), reference.comparable());
        int size = Math.min(alike, given.count());
        if (size < ALIKE * alike) {
            findings.notes()
                    .add("Coverage is among " + size + " transitions, since there are no more, in place of " + alike
                            + ": it is not that of a source which has as many.");
        }
        int[] rows = Rows.of(besides, Rows.spread(besides.length, size));
        NeighbourTree real = tree(reference.all(), reference.groups(), rows);
        NeighbourTree others = tree(given, new int[given.count()], Rows.spread(given.count(), size));
        int[] asked = Rows.of(rows, Rows.spread(size, limits.asked()));
        float[] points = reference.columns().points(Rows.of(reference.all(), asked));
        double[] covered = parallel(asked.length, row -> {
            double radius = real.distances(points, row, reference.groups()[asked[row]], NEIGHBOURS)[NEIGHBOURS - 1];
            if (Double.isInfinite(radius)) {
                return Double.NaN;
            }
            return others.distances(points, row, NeighbourTree.NO_GROUP, 1)[0] <= radius ? 1 : 0;
        });
        return Arrays.stream(covered).filter(Double::isFinite).average().orElse(Double.NaN);
    }

    private static double[] parallel(int count, IntToDoubleFunction of) {
        return IntStream.range(0, count).parallel().mapToDouble(of).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns shares in bins of equal ratios, from {@link #LEAST} on. */
    private static Curve histogram(double[] distances, double unit) {
        double[] x = new double[BINS];
        double[] y = new double[BINS];
        Arrays.setAll(x, bin -> LEAST * Math.pow(10, (bin + 0.5) / BINS_TO_TEN));
        for (double distance : distances) {
            double bin = Math.floor(BINS_TO_TEN * Math.log10(distance / unit / LEAST));
            y[(int) Math.max(0, Math.min(BINS - 1, bin))] += 1.0 / distances.length;
        }
        return new Curve(CHART, x, y);
    }
}
