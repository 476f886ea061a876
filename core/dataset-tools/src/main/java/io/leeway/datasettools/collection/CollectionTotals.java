package io.leeway.datasettools.collection;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.spi.data.Episode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The totals of a collection or of a part of one.
 *
 * @param episodes how many
 * @param steps of all episodes
 * @param sumOfReturns of all episodes, without discount
 */
public record CollectionTotals(long episodes, long steps, double sumOfReturns) {
    /** Nothing yet. */
    static final CollectionTotals NONE = new CollectionTotals(0, 0, 0);

    CollectionTotals plus(Episode episode) {
        return new CollectionTotals(episodes + 1, steps + episode.steps(), sumOfReturns + episode.undiscountedReturn());
    }

    CollectionTotals plus(CollectionTotals others) {
        return new CollectionTotals(
                episodes + others.episodes, steps + others.steps, sumOfReturns + others.sumOfReturns);
    }

    /** Returns the mean of the episodes' returns. */
    public double meanReturn() {
        return sumOfReturns / episodes;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("episodes", episodes);
        tree.put("steps", steps);
        tree.put("sum_of_returns", sumOfReturns);
        return tree;
    }

    static CollectionTotals of(Map<?, ?> tree) {
        return new CollectionTotals(
                number(tree, "episodes").longValue(),
                number(tree, "steps").longValue(),
                number(tree, "sum_of_returns").doubleValue());
    }

    private static Number number(Map<?, ?> tree, String key) {
        if (tree.get(key) instanceof Number number) {
            return number;
        }
        throw new DatasetChoiceException("A part of the collection has no '" + key
                + "': its record is damaged. Begin anew" + " with --restart.");
    }
}
