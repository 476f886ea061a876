package io.leeway.tensorflow.layer;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/** The arithmetic of losses, value by value unless it says otherwise, so that an algorithm reads like its formulas. */
public final class Expressions {
    private final Ops ops;

    /** Builds into a graph. */
    public Expressions(Ops ops) {
        this.ops = ops;
    }

    /** Returns a number. */
    public Operand<TFloat32> constant(double value) {
        return ops.constant((float) value);
    }

    /** Returns a + b. */
    public Operand<TFloat32> add(Operand<TFloat32> a, Operand<TFloat32> b) {
        return ops.math.add(a, b);
    }

    /** Returns a + b. */
    public Operand<TFloat32> add(Operand<TFloat32> a, double b) {
        return ops.math.add(a, constant(b));
    }

    /** Returns the sum of all of them, from the first to the last. */
    public Operand<TFloat32> add(List<Operand<TFloat32>> all) {
        return Layers.total(ops, all);
    }

    /** Returns a − b. */
    public Operand<TFloat32> subtract(Operand<TFloat32> a, Operand<TFloat32> b) {
        return ops.math.sub(a, b);
    }

    /** Returns a b. */
    public Operand<TFloat32> multiply(Operand<TFloat32> a, Operand<TFloat32> b) {
        return ops.math.mul(a, b);
    }

    /** Returns a b. */
    public Operand<TFloat32> multiply(Operand<TFloat32> a, double b) {
        return ops.math.mul(a, constant(b));
    }

    /** Returns a / b. */
    public Operand<TFloat32> divide(Operand<TFloat32> a, Operand<TFloat32> b) {
        return ops.math.div(a, b);
    }

    /** Returns −x. */
    public Operand<TFloat32> negative(Operand<TFloat32> x) {
        return ops.math.neg(x);
    }

    /** Returns x². */
    public Operand<TFloat32> square(Operand<TFloat32> x) {
        return ops.math.square(x);
    }

    /** Returns |x|. */
    public Operand<TFloat32> absolute(Operand<TFloat32> x) {
        return ops.math.abs(x);
    }

    /** Returns eˣ. */
    public Operand<TFloat32> exponential(Operand<TFloat32> x) {
        return ops.math.exp(x);
    }

    /** Returns √x. */
    public Operand<TFloat32> root(Operand<TFloat32> x) {
        return ops.math.sqrt(x);
    }

    /** Returns tanh x. */
    public Operand<TFloat32> tanh(Operand<TFloat32> x) {
        return ops.math.tanh(x);
    }

    /** Returns ln(1 + eˣ). */
    public Operand<TFloat32> softplus(Operand<TFloat32> x) {
        return ops.math.softplus(x);
    }

    /** Returns x where it is within the bounds, and the nearer bound elsewhere. */
    public Operand<TFloat32> clip(Operand<TFloat32> x, double low, double high) {
        return ops.math.minimum(ops.math.maximum(x, constant(low)), constant(high));
    }

    /** Returns the smallest of several. */
    public Operand<TFloat32> smallest(List<Operand<TFloat32>> all) {
        Operand<TFloat32> smallest = all.get(0);
        for (Operand<TFloat32> other : all.subList(1, all.size())) {
            smallest = ops.math.minimum(smallest, other);
        }
        return smallest;
    }

    /** Returns 1 where x is above 0, 0 elsewhere; it has no gradient. */
    public Operand<TFloat32> positive(Operand<TFloat32> x) {
        return ops.dtypes.cast(ops.math.greater(x, constant(0)), TFloat32.class);
    }

    /** Returns the share of columns that are 0 in every row, of what is never negative. */
    public Operand<TFloat32> shareOfEmptyColumns(Operand<TFloat32> x) {
        return subtract(constant(1), mean(positive(ops.max(x, ops.constant(0)))));
    }

    /** Returns the mean of all values. */
    public Operand<TFloat32> mean(Operand<TFloat32> x) {
        return Layers.mean(ops, x);
    }

    /** Returns the largest of all values. */
    public Operand<TFloat32> largest(Operand<TFloat32> x) {
        return ops.max(x, Layers.axes(ops, x));
    }

    /** Returns the standard deviation of all values. */
    public Operand<TFloat32> deviation(Operand<TFloat32> x) {
        return ops.math.sqrt(mean(square(subtract(x, mean(x)))));
    }

    /** Returns the mean of (a − b)² over all values. */
    public Operand<TFloat32> meanSquare(Operand<TFloat32> a, Operand<TFloat32> b) {
        return Layers.meanSquare(ops, a, b);
    }

    /** Returns the sum of each row, as one column. */
    public Operand<TFloat32> sumOfRow(Operand<TFloat32> x) {
        return ops.sum(x, ops.constant(1), Sum.keepDims(true));
    }

    /** Returns the columns of all of them, beside each other. */
    public Operand<TFloat32> join(List<Operand<TFloat32>> all) {
        return all.size() == 1 ? all.get(0) : ops.concat(all, ops.constant(1));
    }

    /** Returns the rows of all of them, below each other. */
    public Operand<TFloat32> stack(List<Operand<TFloat32>> all) {
        return ops.concat(all, ops.constant(0));
    }

    /** Returns all rows again and again. */
    public Operand<TFloat32> repeat(Operand<TFloat32> x, int times) {
        return ops.tile(x, ops.constant(new int[] {times, 1}));
    }

    /** Returns the same values in so many rows. */
    public Operand<TFloat32> rows(Operand<TFloat32> x, int rows, int columns) {
        return Layers.reshape(ops, x, rows, columns);
    }

    /** Returns ln (mean eˣ) of each column, as one row. */
    public Operand<TFloat32> logOfMeanExponential(Operand<TFloat32> x) {
        Operand<TFloat32> largest = stop(ops.max(x, ops.constant(0), Max.keepDims(true)));
        return add(
                ops.math.log(ops.math.mean(exponential(subtract(x, largest)), ops.constant(0), Mean.keepDims(true))),
                largest);
    }

    /** Returns ln (Σ eˣ) of each row, as one column. */
    public Operand<TFloat32> logOfSumExponential(Operand<TFloat32> x) {
        Operand<TFloat32> largest = stop(ops.max(x, ops.constant(1), Max.keepDims(true)));
        return add(ops.math.log(sumOfRow(exponential(subtract(x, largest)))), largest);
    }

    /** Returns the logarithm of eˣ / Σ eˣ of each row. */
    public Operand<TFloat32> logSoftmax(Operand<TFloat32> x) {
        return subtract(x, logOfSumExponential(x));
    }

    /** Returns rows that are 1 where x is largest, at the first such place, and 0 elsewhere; they have no gradient. */
    public Operand<TFloat32> flagsOfLargest(Operand<TFloat32> x, int columns) {
        return ops.oneHot(
                ops.math.argMax(x, ops.constant(1)), ops.constant(columns), ops.constant(1f), ops.constant(0f));
    }

    /** Returns some of the columns. */
    public Operand<TFloat32> columns(Operand<TFloat32> x, int from, int count) {
        return ops.slice(x, ops.constant(new int[] {0, from}), ops.constant(new int[] {-1, count}));
    }

    /** Returns x for a part of what depends on it; see {@link Layers#fork}. */
    public Operand<TFloat32> fork(Operand<TFloat32> x) {
        return Layers.fork(ops, x);
    }

    /** Returns x as a constant, through which nothing is learned. */
    public Operand<TFloat32> stop(Operand<TFloat32> x) {
        return ops.stopGradient(x);
    }
}
