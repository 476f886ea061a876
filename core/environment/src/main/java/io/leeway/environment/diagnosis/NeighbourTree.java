package io.leeway.environment.diagnosis;

import java.util.Arrays;

/**
 * An exact k-d tree of points with Euclidean distance (Friedman, Bentley and Finkel 1977): split at the median of the
 * column with the widest range, and searched with the incremental bound of Arya and Mount (1993). Safe for several
 * threads at once.
 */
final class NeighbourTree {
    /** The mark of a search that leaves no point out. */
    static final int NO_GROUP = -1;

    private static final int LEAF = 16;

    private final int width;
    private final float[] points;
    private final int[] groups;
    private final int[] splitColumn;
    private final float[] splitValue;

    /**
     * Builds the tree.
     *
     * @param points count × width, each finite; not kept
     * @param groups what each point is of, from 0: a search may leave one group out
     */
    NeighbourTree(float[] points, int width, int[] groups) {
        this.width = width;
        int count = groups.length;
        if (count == 0 || points.length != count * width) {
            throw new IllegalArgumentException(
                    points.length + " values are no points of " + width + " for " + count + " groups");
        }
        int nodes = 1;
        while (count / nodes > LEAF) {
            nodes *= 2;
        }
        splitColumn = new int[nodes];
        splitValue = new float[nodes];
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        build(points, order, 1, 0, count);
        this.points = new float[points.length];
        this.groups = new int[count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(points, order[i] * width, this.points, i * width, width);
            this.groups[i] = groups[order[i]];
        }
    }

    private boolean isLeaf(int node) {
        return node >= splitColumn.length;
    }

    private static int middle(int from, int to) {
        return (from + to) >>> 1;
    }

    private void build(float[] values, int[] order, int node, int from, int to) {
        if (isLeaf(node)) {
            return;
        }
        int column = widest(values, order, from, to);
        int middle = middle(from, to);
        select(values, order, column, from, to - 1, middle);
        splitColumn[node] = column;
        splitValue[node] = values[order[middle] * width + column];
        build(values, order, 2 * node, from, middle);
        build(values, order, 2 * node + 1, middle, to);
    }

    private int widest(float[] values, int[] order, int from, int to) {
        float[] least = new float[width];
        float[] greatest = new float[width];
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(greatest, Float.NEGATIVE_INFINITY);
        for (int i = from; i < to; i++) {
            for (int column = 0; column < width; column++) {
                float value = values[order[i] * width + column];
                least[column] = Math.min(least[column], value);
                greatest[column] = Math.max(greatest[column], value);
            }
        }
        int best = 0;
        for (int column = 1; column < width; column++) {
            if (greatest[column] - least[column] > greatest[best] - least[best]) {
                best = column;
            }
        }
        return best;
    }

    /** Brings the element of a rank to its place, with no greater ones before and no less ones after it (Hoare). */
    private void select(float[] values, int[] order, int column, int first, int last, int rank) {
        int low = first;
        int high = last;
        while (low < high) {
            float pivot = values[order[middle(low, high + 1)] * width + column];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[order[i] * width + column] < pivot) {
                    i++;
                }
                while (values[order[j] * width + column] > pivot) {
                    j--;
                }
                if (i <= j) {
                    int swapped = order[i];
                    order[i++] = order[j];
                    order[j--] = swapped;
                }
            }
            if (rank <= j) {
                high = j;
            } else if (rank >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    /**
     * Returns the distances to the nearest points, ascending; infinite where there are not so many.
     *
     * @param query row-major points
     * @param row the one that is asked for
     * @param excluded a group that is left out, or {@link #NO_GROUP}
     * @param neighbours how many
     */
    double[] distances(float[] query, int row, int excluded, int neighbours) {
        Search search = new Search(query, row * width, excluded, neighbours);
        search.visit(1, 0, groups.length, 0);
        double[] distances = search.nearest;
        Arrays.setAll(distances, i -> Math.sqrt(distances[i]));
        return distances;
    }

    /** One search. */
    private final class Search {
        private final float[] query;
        private final int from;
        private final int excluded;
        private final double[] nearest;
        private final double[] offsets = new double[width];

        Search(float[] query, int from, int excluded, int neighbours) {
            this.query = query;
            this.from = from;
            this.excluded = excluded;
            nearest = new double[neighbours];
            Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        }

        /** Visits a node whose region is no nearer than the square root of {@code bound}. */
        private void visit(int node, int first, int end, double bound) {
            if (isLeaf(node)) {
                for (int point = first; point < end; point++) {
                    if (groups[point] != excluded) {
                        compare(point);
                    }
                }
                return;
            }
            int column = splitColumn[node];
            double offset = (double) query[from + column] - splitValue[node];
            int middle = middle(first, end);
            double before = offsets[column];
            double farBound = bound - before * before + offset * offset;
            if (offset < 0) {
                visit(2 * node, first, middle, bound);
            } else {
                visit(2 * node + 1, middle, end, bound);
            }
            if (farBound < nearest[nearest.length - 1]) {
                offsets[column] = offset;
                if (offset < 0) {
                    visit(2 * node + 1, middle, end, farBound);
                } else {
                    visit(2 * node, first, middle, farBound);
                }
                offsets[column] = before;
            }
        }

        private void compare(int point) {
            double most = nearest[nearest.length - 1];
            double sum = 0;
            int base = point * width;
            for (int column = 0; column < width; column++) {
                double difference = (double) query[from + column] - points[base + column];
                sum += difference * difference;
                if (sum >= most) {
                    return;
                }
            }
            int place = nearest.length - 1;
            while (place > 0 && nearest[place - 1] > sum) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = sum;
        }
    }
}
