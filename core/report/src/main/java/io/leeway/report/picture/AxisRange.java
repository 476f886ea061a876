package io.leeway.report.picture;

import java.util.stream.DoubleStream;

/**
 * The values that an axis shows.
 *
 * @param least the value at its beginning
 * @param step between two ticks
 * @param steps how many there are
 */
record AxisRange(double least, double step, int steps) {
    private static final int TICKS = 5;

    /** Encloses values, 0 among them where they are near to it, by round numbers. */
    static AxisRange of(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).sorted().toArray();
        double low = finite.length == 0 ? 0 : finite[0];
        double high = finite.length == 0 ? 1 : finite[finite.length - 1];
        double from = low > 0 && low < high / 2 ? 0 : low;
        double width = high > from ? high - from : Math.max(1, Math.abs(high));
        double power = Math.pow(10, Math.floor(Math.log10(width / TICKS)));
        double part = width / TICKS / power;
        double step = power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
        double least = step * Math.floor(from / step);
        return new AxisRange(least, step, Math.max(1, (int) Math.ceil((high - least) / step - 1e-9)));
    }

    /** Returns where a value lies, from 0 at the beginning to 1 at the end. */
    double part(double value) {
        return (value - least) / (step * steps);
    }

    /** Returns the value of a tick, from 0 to {@code steps}. */
    double tick(int index) {
        return least + index * step;
    }
}
