package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A column of an episode as part of a flat row.
 *
 * @param path its name
 * @param width how many numbers of the row it gives
 * @param choices for discrete values, how many choices each number has; empty for others
 * @param starts for discrete values, the least choice of each number
 * @param low for other values, the lower bounds
 * @param high for other values, the upper bounds
 * @param bounded whether values must keep their bounds, from which they are scaled to [-1, 1]
 */
record FlatColumn(String path, int width, long[] choices, long[] starts, double[] low, double[] high, boolean bounded) {
    private static final double ROUNDING = 1e-6;
    private static final int MOST_CHOICES = 4096;

    static FlatColumn of(String name, String path, Space space, @Nullable Column first) {
        if (space instanceof Space.Discrete discrete) {
            return choices(name, path, new long[] {discrete.count()}, new long[] {discrete.start()}, first);
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return choices(name, path, discrete.counts(), discrete.starts(), first);
        } else if (space instanceof Space.MultiBinary binary) {
            int size = binary.shape().stream().reduce(1, Math::multiplyExact);
            check(name, path, size, first);
            return new FlatColumn(path, size, new long[0], new long[0], filled(size, 0), filled(size, 1), false);
        } else if (space instanceof Space.Box box) {
            check(name, path, box.size(), first);
            return new FlatColumn(path, box.size(), new long[0], new long[0], box.low(), box.high(), false);
        }
        throw new LeewayException(name + ": " + path + " is of the space "
                + space.getClass().getSimpleName() + ", which cannot be made numbers for agents: choose other parts");
    }

    private static FlatColumn choices(String name, String path, long[] counts, long[] starts, @Nullable Column first) {
        check(name, path, counts.length, first);
        long width = Arrays.stream(counts).sum();
        if (width > MOST_CHOICES) {
            throw new LeewayException(name + ": " + path + " has " + width + " discrete choices, more than the "
                    + MOST_CHOICES + " that are made columns");
        }
        return new FlatColumn(path, (int) width, counts, starts, new double[0], new double[0], true);
    }

    private static void check(String name, String path, int size, @Nullable Column first) {
        if (first == null) {
            throw new LeewayException(name + " lacks " + path + ", which its space names");
        } else if (first.rowSize() != size) {
            throw new LeewayException(name + ": the rows of " + path + " have " + first.rowSize()
                    + " numbers, but those of its space " + size);
        }
    }

    private static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    /** Returns this column scaled from its bounds to [-1, 1]; without bounds it must be within [-1, 1] as it is. */
    FlatColumn scaled(String name) {
        if (bounded) {
            return this;
        }
        double[] from = low.clone();
        double[] to = high.clone();
        boolean unsaid = Arrays.stream(low).allMatch(Double::isInfinite)
                && Arrays.stream(high).allMatch(Double::isInfinite);
        for (int i = 0; i < width; i++) {
            if (unsaid) {
                from[i] = -1;
                to[i] = 1;
            } else if (!(Double.isFinite(from[i]) && Double.isFinite(to[i]) && from[i] < to[i])) {
                throw new LeewayException(name + ": column " + i + " of " + path + " is bounded by " + low[i] + " and "
                        + high[i] + ", but actions are scaled from finite bounds");
            }
        }
        return new FlatColumn(path, width, choices, starts, from, to, true);
    }

    /** Writes rows into a table; see {@link EpisodeFlattener#add}. */
    void write(
            UnfitValues unfit,
            int episode,
            Column values,
            int rows,
            float[] target,
            int offset,
            int stride,
            boolean clip) {
        if (choices.length > 0) {
            writePlaces(unfit, episode, values, rows, target, offset, stride);
        } else if (bounded) {
            writeScaled(unfit, episode, values, rows, target, offset, stride, clip);
        } else {
            writePlain(unfit, episode, values, rows, target, offset, stride);
        }
    }

    private void writePlain(
            UnfitValues unfit, int episode, Column values, int rows, float[] target, int offset, int stride) {
        if (width == stride && values.rows() == rows) {
            values.toFloats(target, offset);
        } else {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < width; i++) {
                    target[offset + row * stride + i] = (float) values.real(row * width + i);
                }
            }
        }
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                if (!Float.isFinite(target[offset + row * stride + i])) {
                    add(unfit, values.real(row * width + i), episode, row, i, "finite in float32");
                }
            }
        }
    }

    private void writeScaled(
            UnfitValues unfit,
            int episode,
            Column values,
            int rows,
            float[] target,
            int offset,
            int stride,
            boolean clip) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                double value = values.real(row * width + i);
                double slack = ROUNDING * (high[i] - low[i]);
                boolean within = value >= low[i] - slack && value <= high[i] + slack;
                if (!within && !(clip && Double.isFinite(value))) {
                    add(
                            unfit,
                            value,
                            episode,
                            row,
                            i,
                            "between " + low[i] + " and " + high[i] + " (clip-actions: true moves it there)");
                }
                double unit = low[i] == -1 && high[i] == 1 ? value : 2 * (value - low[i]) / (high[i] - low[i]) - 1;
                target[offset + row * stride + i] = (float) Math.max(-1, Math.min(1, unit));
            }
        }
    }

    private void writePlaces(
            UnfitValues unfit, int episode, Column values, int rows, float[] target, int offset, int stride) {
        for (int row = 0; row < rows; row++) {
            int at = offset + row * stride;
            for (int i = 0; i < choices.length; i++) {
                long place = values.integer(row * choices.length + i) - starts[i];
                if (place < 0 || place >= choices[i]) {
                    String must = "from " + starts[i] + " to " + (starts[i] + choices[i] - 1);
                    add(unfit, values.integer(row * choices.length + i), episode, row, i, must);
                } else {
                    target[at + (int) place] = 1;
                }
                at += (int) choices[i];
            }
        }
    }

    private void add(UnfitValues unfit, Number value, int episode, int row, int column, String must) {
        unfit.add(path, value, place(episode, row), column, must);
    }

    /** Says where a row of an episode is. */
    static String place(int episode, int row) {
        return "episode " + episode + ", row " + row;
    }
}
