package io.leeway.report.chart;

import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.NumberStyle;
import io.leeway.report.chart.ChartData.Mean;
import java.util.List;
import java.util.StringJoiner;

/** A chart in words, for whoever cannot see it. */
public final class ChartSummary {
    private static final NumberStyle STYLE = NumberStyle.significant(3);

    private ChartSummary() {}

    /** Returns sentences that name the axes, and where each series begins and ends. */
    public static String of(LineChart chart, ChartData data) {
        StringJoiner sentences = new StringJoiner(" ");
        sentences.add(
                "Line chart of " + chart.y().title() + " against " + chart.x().title() + ".");
        for (Series series : data.series()) {
            List<Mean> means =
                    ChartData.means(series).stream().filter(Mean::finite).toList();
            if (means.isEmpty()) {
                sentences.add(series.name() + ": no point that all of its " + count(series) + " have.");
            } else {
                Mean first = means.get(0);
                Mean last = means.get(means.size() - 1);
                sentences.add(series.name() + " (" + count(series) + "): " + at(first)
                        + (means.size() > 1 ? ", " + at(last) : "") + ".");
            }
        }
        return sentences.toString();
    }

    private static String at(Mean mean) {
        return STYLE.value(mean.moments().mean()) + " at "
                + NumberStyle.significant(9).value(mean.x()).replaceAll("\\.0+$", "");
    }

    private static String count(Series series) {
        int lines = series.lines().size();
        return lines == 1 ? "1 line" : lines + " lines";
    }
}
