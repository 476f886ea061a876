package io.leeway.report.picture;

import io.leeway.report.NumberStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * One axis of a chart: what it shows, and where it is labelled by round numbers.
 *
 * @param least the value at its beginning; its logarithm to base 10 where it has equal ratios
 * @param greatest the value at its end, likewise
 * @param logarithmic whether it has equal ratios
 * @param ticks the values that are labelled, ascending
 * @param step the distance of two ticks; of logarithms where it has equal ratios
 */
record ChartAxis(double least, double greatest, boolean logarithmic, List<Double> ticks, double step) {
    private static final int TICKS = 5;
    private static final double NEARLY = 1e-9;
    private static final double ROUNDING = 1e-4;
    private static final double MANY = 1e6;

    /** Encloses values exactly. */
    static ChartAxis tight(DoubleStream values, boolean logarithmic) {
        double[] shown = shown(values, logarithmic);
        double low = shown[0];
        double high = shown[1];
        double step = step(high - low, logarithmic);
        return new ChartAxis(low, high, logarithmic, ticks(low, high, step), step);
    }

    /** Encloses values by round numbers, 0 among them where they are near to it. */
    static ChartAxis round(DoubleStream values, boolean logarithmic) {
        double[] shown = shown(values, logarithmic);
        double from = !logarithmic && shown[0] > 0 && shown[0] < shown[1] / 2 ? 0 : shown[0];
        double step = step(shown[1] - from, logarithmic);
        double low = step * Math.floor(from / step + NEARLY);
        double high = Math.max(low + step, step * Math.ceil(shown[1] / step - NEARLY));
        return new ChartAxis(low, high, logarithmic, ticks(low, high, step), step);
    }

    /** Returns the first and the last value; two of some distance where there are none, or one. */
    private static double[] shown(DoubleStream values, boolean logarithmic) {
        double[] finite = values.map(value -> logarithmic ? Math.log10(value) : value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double low = finite.length == 0 ? 0 : finite[0];
        double high = finite.length == 0 ? 1 : finite[finite.length - 1];
        return new double[] {low, high > low ? high : low + Math.max(1, Math.abs(low))};
    }

    private static double step(double width, boolean logarithmic) {
        double power = Math.pow(10, Math.floor(Math.log10(width / TICKS)));
        double part = width / TICKS / power;
        double step = power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
        return logarithmic ? Math.max(1, Math.ceil(step)) : step;
    }

    private static List<Double> ticks(double low, double high, double step) {
        List<Double> ticks = new ArrayList<>();
        for (long index = (long) Math.ceil(low / step - NEARLY); index * step <= high + NEARLY * step; index++) {
            ticks.add(index * step);
        }
        return ticks;
    }

    /** Returns where a value stands: 0 at the beginning, 1 at the end. */
    double part(double value) {
        return ((logarithmic ? Math.log10(value) : value) - least) / (greatest - least);
    }

    /** Returns where a tick stands. */
    double partOfTick(double tick) {
        return (tick - least) / (greatest - least);
    }

    /** Returns how a tick is labelled: with no more decimals than the ticks need. */
    String label(double tick) {
        if (logarithmic) {
            return NumberStyle.significant(1).value(Math.pow(10, tick));
        } else if (step < ROUNDING || Math.abs(tick) >= MANY) {
            return NumberStyle.significant(2).value(tick);
        }
        return NumberStyle.decimals(Math.max(0, (int) Math.ceil(-Math.log10(step) - NEARLY)))
                .value(tick == 0 ? 0 : tick);
    }
}
