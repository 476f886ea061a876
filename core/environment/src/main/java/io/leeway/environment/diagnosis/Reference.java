package io.leeway.environment.diagnosis;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The real data that sources are compared with, and a fifth of it that is held out: what real data scores, measured as
 * any source is, is the floor.
 *
 * <p>Steps of one episode resemble each other. So whole groups are held out, and distances between real transitions are
 * to those of other groups: the episodes, or, where there are fewer than ten, ten equal parts of the steps in order.
 */
public final class Reference {
    private static final int FEWEST_GROUPS = 10;
    private static final int FOLDS = 5;

    private final Dataset dataset;
    private final Transitions all;
    private final int[] groups;
    private final Columns columns;
    private final int[] rest;
    private final int[] heldOut;

    /**
     * Prepares data for comparisons.
     *
     * @throws LeewayException if it has fewer than ten steps, of which nothing could be held out, or a value that is
     *     not finite, which would be in every comparison
     */
    public Reference(Dataset dataset) {
        if (dataset.steps() < FEWEST_GROUPS) {
            throw new LeewayException("The real data has " + dataset.steps() + " steps, but at least " + FEWEST_GROUPS
                    + " are needed to compare with.");
        }
        this.dataset = dataset;
        all = dataset.transitions();
        checkFinite(all);
        groups = groups(dataset);
        columns = new Columns(all);
        rest = IntStream.range(0, all.count()).filter(row -> !held(row)).toArray();
        heldOut = IntStream.range(0, all.count()).filter(this::held).toArray();
    }

    private static void checkFinite(Transitions all) {
        List<String> names = Columns.names(all.observationSize(), all.actionSize());
        for (int row = 0; row < all.count(); row++) {
            int column = Columns.firstNotFinite(all, row);
            if (column >= 0) {
                throw new LeewayException("The real data has a value that is not finite: " + names.get(column)
                        + " of transition " + row + ". Nothing can be compared with it: repair or leave out that"
                        + " episode, or name other real data.");
            }
        }
    }

    private static int[] groups(Dataset dataset) {
        int[] groups = new int[dataset.steps()];
        if (dataset.episodes() < FEWEST_GROUPS) {
            Arrays.setAll(groups, row -> (int) ((long) row * FEWEST_GROUPS / dataset.steps()));
            return groups;
        }
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            int first = dataset.firstStep(episode);
            Arrays.fill(groups, first, first + dataset.length(episode), episode);
        }
        return groups;
    }

    private boolean held(int row) {
        return groups[row] % FOLDS == FOLDS - 1;
    }

    /** Returns all transitions. */
    public Transitions all() {
        return all;
    }

    /** Returns the transitions that a subject is compared with: all, or all but those that were held out. */
    Transitions besides(Subject subject) {
        return subject.heldOut() ? rest() : all;
    }

    /** Returns the rows that a subject is compared with. */
    int[] rowsBesides(Subject subject) {
        return subject.heldOut()
                ? rest.clone()
                : IntStream.range(0, all.count()).toArray();
    }

    /**
     * Returns how many transitions there are on either side, at least, where held-out data is compared with the rest.
     */
    int comparable() {
        return Math.min(heldOut.length, rest.length);
    }

    /** Returns all transitions but those that were held out. */
    Transitions rest() {
        return Rows.of(all, rest);
    }

    /** Returns the group of each transition. */
    int[] groups() {
        return groups;
    }

    /** Returns the columns of transitions, with the data's standard deviations. */
    public Columns columns() {
        return columns;
    }

    /** Returns what actions are one of, where they are discrete. */
    Optional<Space.Discrete> choices() {
        return dataset.choices();
    }

    /** Returns transitions that were held out, evenly spread, as a subject. */
    public Subject heldOut(String name, int most) {
        int[] rows = Rows.of(heldOut, Rows.spread(heldOut.length, most));
        return new Subject(name, Rows.of(all, rows), new int[0], Rows.of(groups, rows), null, Map.of());
    }
}
