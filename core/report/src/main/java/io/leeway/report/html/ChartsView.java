package io.leeway.report.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.Chart;
import io.leeway.report.Charts;
import io.leeway.report.ForestPlot;
import io.leeway.report.Palette;
import io.leeway.report.chart.ChartDrawing;
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
     * @param wide whether it takes the whole width
     */
    record Figure(String title, @Nullable Drawn drawn, String caption, boolean wide) {}

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

    private static Figure figure(Chart chart, Palette palette, String id, int height) {
        ChartDrawing drawing = ChartDrawing.of(chart, palette, height);
        ObjectNode specification = drawing.specification();
        Drawn drawn = specification == null
                ? null
                : new Drawn(id, drawing.height(), drawing.summary(), Markup.json(specification.toString()));
        String caption = (chart.caption() + " " + String.join(" ", drawing.remarks())).strip();
        return new Figure(chart.title(), drawn, caption, chart instanceof ForestPlot);
    }
}
