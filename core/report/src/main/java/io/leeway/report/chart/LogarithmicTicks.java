package io.leeway.report.chart;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * The labels of a logarithmic axis, as round as the range allows.
 *
 * @param values at most eight; empty where the range has fewer than three round values, and is left to the chart
 *     library
 * @param format of the labels, in d3's notation
 */
record LogarithmicTicks(List<Double> values, String format) {
    private static final int LEAST = 3;
    private static final int MOST = 8;
    /** Mantissas to try, from dense to sparse. */
    private static final List<List<Integer>> MANTISSAS = List.of(
            List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), List.of(1, 2, 3, 5), List.of(1, 2, 5), List.of(1, 3), List.of(1));

    /** Returns the labels between the least and the greatest value, both above zero. */
    static LogarithmicTicks of(DoubleSummaryStatistics range) {
        boolean ordinary = range.getMin() >= 1e-4 && range.getMax() < 1e7;
        List<Double> values = values(range);
        return new LogarithmicTicks(values.size() < LEAST ? List.of() : values, ordinary ? ",~r" : "~e");
    }

    private static List<Double> values(DoubleSummaryStatistics range) {
        for (List<Integer> mantissas : MANTISSAS) {
            List<Double> ticks = ticks(range, mantissas, 1);
            if (ticks.size() <= MOST) {
                return ticks;
            }
        }
        int decades = (int) Math.ceil(Math.log10(range.getMax() / range.getMin()));
        return ticks(range, List.of(1), decades / MOST + 1);
    }

    private static List<Double> ticks(DoubleSummaryStatistics range, List<Integer> mantissas, int every) {
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(range.getMin()));
        int last = (int) Math.floor(Math.log10(range.getMax()));
        for (int exponent = first; exponent <= last; exponent++) {
            for (int mantissa : mantissas) {
                double tick = Double.parseDouble(mantissa + "e" + exponent);
                if (tick >= range.getMin() && tick <= range.getMax() && Math.floorMod(exponent, every) == 0) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
