package io.leeway.report.chart;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.BandChart;
import io.leeway.report.Chart;
import io.leeway.report.ForestPlot;
import io.leeway.report.LineChart;
import io.leeway.report.Palette;
import io.leeway.report.ScatterChart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart as it is drawn.
 *
 * @param specification in Vega-Lite, with the data inside; null where there is nothing to draw
 * @param height in pixels, about, before it is drawn
 * @param summary the chart in words
 * @param remarks what the reader should know about the drawing, in sentences
 */
public record ChartDrawing(@Nullable ObjectNode specification, int height, String summary, List<String> remarks) {
    /**
     * Draws a chart.
     *
     * @param height of the plot without axis titles and legend, in pixels; a forest plot's depends on its lines instead
     */
    public static ChartDrawing of(Chart chart, Palette palette, int height) {
        if (chart instanceof LineChart lines) {
            ChartData data = ChartData.of(lines);
            return data.series().isEmpty()
                    ? nothing(data.remarks())
                    : new ChartDrawing(
                            ChartSpec.of(lines, data, palette, height),
                            height,
                            ChartSummary.of(lines, data),
                            data.remarks());
        } else if (chart instanceof BandChart bands) {
            boolean empty =
                    bands.series().stream().allMatch(series -> series.points().isEmpty());
            return empty ? nothing(List.of()) : drawn(new BandSpec(bands, palette).root(height), height);
        } else if (chart instanceof ForestPlot forest) {
            return forest.lines().isEmpty()
                    ? nothing(List.of())
                    : drawn(ForestSpec.of(forest), ForestSpec.height(forest));
        }
        ScatterChart marks = (ScatterChart) chart;
        return marks.marks().isEmpty()
                ? nothing(List.of())
                : drawn(new ScatterSpec(marks, palette).root(height), height);
    }

    private static ChartDrawing drawn(ObjectNode specification, int height) {
        return new ChartDrawing(
                specification, height, specification.get("description").asText(), List.of());
    }

    private static ChartDrawing nothing(List<String> remarks) {
        return new ChartDrawing(null, 0, "", remarks);
    }
}
