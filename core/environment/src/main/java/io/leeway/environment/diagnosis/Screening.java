package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Transitions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is left out of a subject before it is measured, and counted: transitions that are not finite, and trajectories
 * from where they leave the data: an observation column beyond both the data's range and ten of its standard
 * deviations.
 */
final class Screening {
    static final List<Figure> FIGURES = List.of(
            new Figure("transitions", "Transitions", Better.NEITHER, "How many were measured"),
            new Figure(
                    "not_finite", "Not finite", Better.LOWER, "Share of transitions with a value that is not finite"),
            new Figure(
                    "left_data",
                    "Left the data",
                    Better.LOWER,
                    "Share of trajectories with an observation beyond the data's range and ten of its standard"
                            + " deviations; they are cut there"));
    private static final double FARTHEST = 10;

    private final Columns columns;
    private final Subject subject;
    private final Transitions given;
    private int trajectories;
    private int left;
    private int notFinite;
    private String place = "";

    private Screening(Reference reference, Subject subject) {
        this.columns = reference.columns();
        this.subject = subject;
        this.given = subject.transitions();
    }

    /**
     * Returns what can be measured.
     *
     * @param findings receive what was left out
     * @throws LeewayException if that is nothing, or its columns are others than the data's
     */
    static Subject of(Subject subject, Reference reference, Findings findings) {
        return new Screening(reference, subject).screened(findings);
    }

    private Subject screened(Findings findings) {
        if (given.observationSize() != columns.observationSize() || given.actionSize() != columns.actionSize()) {
            throw new LeewayException("its observations have " + given.observationSize() + " columns and its actions "
                    + given.actionSize() + ", but those of the real data have " + columns.observationSize() + " and "
                    + columns.actionSize() + ". Compare it with data of the same environment.");
        }
        boolean[] kept = new boolean[given.count()];
        boolean cut = false;
        for (int row = 0; row < kept.length; row++) {
            boolean first = subject.steps().length == 0 || subject.steps()[row] == 0;
            trajectories += first ? 1 : 0;
            cut = !first && cut;
            boolean finite = finite(row);
            notFinite += finite ? 0 : 1;
            if (!cut && finite && leaves(row)) {
                cut = true;
                left++;
            }
            kept[row] = finite && !cut;
        }
        int[] rows = IntStream.range(0, kept.length).filter(row -> kept[row]).toArray();
        report(findings, rows.length);
        if (rows.length == 0) {
            throw new LeewayException("none of its " + given.count() + " transitions is finite and near the data"
                    + (place.isEmpty() ? "" : "; the first that is not has " + place));
        }
        return rows.length == kept.length ? subject : subject.rows(rows);
    }

    private void report(Findings findings, int measured) {
        findings.figure("transitions", measured);
        findings.figure("not_finite", (double) notFinite / given.count());
        findings.figure("left_data", (double) left / trajectories);
        if (notFinite > 0) {
            findings.notes()
                    .add(notFinite + " of " + given.count() + " transitions have a value that is not finite and do not"
                            + " count; the first has " + place + ".");
        }
        if (left > 0) {
            findings.notes()
                    .add(left + " of " + trajectories + " trajectories leave the data, and are cut where they do.");
        }
    }

    private boolean finite(int row) {
        int column = Columns.firstNotFinite(given, row);
        if (column >= 0 && place.isEmpty()) {
            place = columns.names().get(column) + " in row " + row;
        }
        return column < 0;
    }

    private boolean leaves(int row) {
        if (subject.heldOut()) {
            return false;
        }
        int size = given.observationSize();
        boolean terminal = given.terminals()[row] > 0.5f;
        for (int column = 0; column < size; column++) {
            if (beyond(column, given.observations()[row * size + column])
                    || (!terminal && beyond(column, given.nextObservations()[row * size + column]))) {
                return true;
            }
        }
        return false;
    }

    private boolean beyond(int column, float value) {
        boolean outside = value < columns.least(column) || value > columns.greatest(column);
        return outside && Math.abs(value - columns.mean(column)) > FARTHEST * columns.deviation(column);
    }
}
