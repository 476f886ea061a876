package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The check for steps that change observations far more than steps do, as a reset does that no flag marks.
 *
 * <p>A step's size is the median over the columns of what it changes, each relative to the median change of that column
 * in the first steps. Suspicious are sizes from 6 on that are apart from all below, by a factor of 2: however wide the
 * usual sizes are spread, they leave no such gap. A reset to what looks like any other state is not found.
 */
final class LeapCheck implements EpisodeLoop.Visitor {
    private static final int FEWEST = 100;
    private static final int FIRST = 8192;
    private static final int WIDEST = 4096;
    private static final int MOST_KEPT = 1 << 16;
    private static final double KEPT = 3;
    private static final double SUSPICIOUS = 6;
    private static final double GAP = 2;
    private static final double MOST_OFTEN = 0.05;

    private final Findings findings;
    private final List<Step> first = new ArrayList<>();
    private final List<Leap> great = new ArrayList<>();
    private double[] usual = new double[0];
    private long steps;
    private boolean endless;

    /** A step whose size is not known yet. */
    private record Step(int episode, int row, float[] changes) {}

    /** A great step. */
    private record Leap(int episode, int row, double size) {}

    LeapCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void visit(int index, Episode episode) {
        Column observations = episode.columns().get(Episode.OBSERVATIONS);
        if (observations == null || !observations.type().isReal() || observations.rowSize() > WIDEST) {
            return;
        }
        int size = observations.rowSize();
        float[] values = new float[observations.size()];
        observations.toFloats(values, 0);
        for (int row = 0; row < episode.steps(); row++) {
            float[] changes = new float[size];
            boolean finite = true;
            for (int i = 0; i < size; i++) {
                changes[i] = Math.abs(values[(row + 1) * size + i] - values[row * size + i]);
                finite &= Float.isFinite(changes[i]);
            }
            if (finite) {
                add(new Step(index, row, changes));
            }
        }
    }

    private void add(Step step) {
        steps++;
        if (usual.length > 0) {
            measure(step);
            return;
        }
        boolean fits = first.isEmpty() || first.get(0).changes().length == step.changes().length;
        if (fits) {
            first.add(step);
        }
        if (first.size() == FIRST) {
            begin();
        }
    }

    /** Finds what is usual, and measures what was seen already. */
    private void begin() {
        usual = new double[first.get(0).changes().length];
        for (int i = 0; i < usual.length; i++) {
            int column = i;
            usual[i] = median(first.stream().mapToDouble(step -> step.changes()[column]));
        }
        first.forEach(this::measure);
        first.clear();
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private void measure(Step step) {
        if (step.changes().length != usual.length) {
            return;
        }
        double[] sizes = new double[usual.length];
        int count = 0;
        for (int i = 0; i < usual.length; i++) {
            if (usual[i] > 0) {
                sizes[count++] = step.changes()[i] / usual[i];
            }
        }
        double size = count == 0 ? 0 : median(Arrays.stream(sizes, 0, count));
        if (size > KEPT) {
            great.add(new Leap(step.episode(), step.row(), size));
        }
        if (great.size() > MOST_KEPT) {
            endless = true;
            great.clear();
        }
    }

    /** Says what was found, after the last episode. */
    void finish() {
        if (usual.length == 0 && !first.isEmpty()) {
            begin();
        }
        if (steps < FEWEST || endless) {
            return;
        }
        great.sort(Comparator.comparingDouble(Leap::size));
        int from = 0;
        double below = KEPT;
        while (from < great.size()
                && (great.get(from).size() < SUSPICIOUS || great.get(from).size() < GAP * below)) {
            below = great.get(from).size();
            from++;
        }
        List<Leap> leaps = new ArrayList<>(great.subList(from, great.size()));
        if (leaps.size() > MOST_OFTEN * steps) {
            return;
        }
        leaps.sort(Comparator.comparingInt(Leap::episode).thenComparingInt(Leap::row));
        for (Leap leap : leaps) {
            findings.add(
                    Rule.OBSERVATION_LEAP,
                    () -> String.format(
                            Locale.ROOT,
                            "episode %d, from row %d to %d: %.0f times the usual change",
                            leap.episode(),
                            leap.row(),
                            leap.row() + 1,
                            leap.size()));
        }
    }
}
