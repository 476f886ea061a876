package io.leeway.report.html;

import io.leeway.report.Charts;
import io.leeway.report.LineChart;
import io.leeway.report.Palette;
import io.leeway.report.chart.ChartData;
import io.leeway.report.chart.ChartSpec;
import io.leeway.report.chart.ChartSummary;
import io.leeway.report.template.Markup;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The view of charts that their template shows.
 *
 * @param figures one a chart
 */
record ChartsView(List<Figure> figures) {
    private static final int WIDE = 250;
    private static final int NARROW = 180;

    /**
     * A chart with what is said of it.
     *
     * @param title the heading
     * @param drawn the chart; null where there is nothing to draw
     * @param caption what to know of the drawing
     */
    record Figure(String title, @Nullable Drawn drawn, String caption) {}

    /**
     * A chart that has something to draw.
     *
     * @param id unique within the page
     * @param height in pixels
     * @param summary the chart in words
     * @param specification in Vega-Lite, as JSON
     */
    record Drawn(String id, int height, String summary, String specification) {}

    static ChartsView of(Charts charts, Palette palette, String id) {
        return new ChartsView(IntStream.range(0, charts.charts().size())
                .mapToObj(index -> figure(
                        charts.charts().get(index), palette, id + "-chart-" + (index + 1), index == 0 ? WIDE : NARROW))
                .toList());
    }

    private static Figure figure(LineChart chart, Palette palette, String id, int height) {
        ChartData data = ChartData.of(chart);
        Drawn drawn = data.series().isEmpty()
                ? null
                : new Drawn(
                        id,
                        height,
                        ChartSummary.of(chart, data),
                        Markup.json(ChartSpec.of(chart, data, palette, height).toString()));
        return new Figure(chart.title(), drawn, (chart.caption() + " " + String.join(" ", data.remarks())).strip());
    }
}
