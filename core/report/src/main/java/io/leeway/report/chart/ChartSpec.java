package io.leeway.report.chart;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Point;
import io.leeway.report.chart.ChartData.Mean;
import io.leeway.report.statistics.Moments;
import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A line chart as a Vega-Lite specification with its data inside. */
public final class ChartSpec {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MathContext PRECISION = new MathContext(7);

    private final LineChart chart;
    private final ChartData data;
    private final ChartChannels channels;

    private ChartSpec(LineChart chart, ChartData data, Palette palette) {
        this.chart = chart;
        this.data = data;
        this.channels = new ChartChannels(chart, data, palette);
    }

    /**
     * Returns the specification.
     *
     * @param data of the chart, with at least one series
     * @param height of the plot without axis titles and legend, in pixels
     */
    public static ObjectNode of(LineChart chart, ChartData data, Palette palette, int height) {
        return new ChartSpec(chart, data, palette).root(height);
    }

    private ObjectNode root(int height) {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
        root.put("description", chart.title() + ". " + ChartSummary.of(chart, data));
        root.put("width", "container");
        root.put("height", height);
        root.putObject("autosize").put("type", "fit-x").put("contains", "padding");
        ArrayNode runs = runs();
        ArrayNode means = means();
        root.putObject("datasets").<ObjectNode>set("runs", runs).set("means", means);
        ObjectNode encoding = root.putObject("encoding");
        encoding.set("x", channels.x());
        encoding.set("color", channels.colour());
        ArrayNode layers = root.putArray("layer");
        if (!means.isEmpty()) {
            layers.add(band());
        }
        if (!runs.isEmpty()) {
            layers.add(thinLines(means.isEmpty()));
        }
        if (!means.isEmpty()) {
            layers.add(meanLine()).add(marks());
        }
        addChoice((ObjectNode) layers.get(0));
        return root;
    }

    /** Returns every seed's points, where there is more than one seed. */
    private ArrayNode runs() {
        ArrayNode rows = JSON.arrayNode();
        for (Series series : data.series()) {
            if (series.lines().size() < 2) {
                continue;
            }
            for (Line line : series.lines()) {
                for (Point point : line.points()) {
                    rows.add(row(series, point.x()).put("run", line.name()).put("value", number(point.y())));
                }
            }
        }
        return rows;
    }

    private ArrayNode means() {
        ArrayNode rows = JSON.arrayNode();
        for (Series series : data.series()) {
            for (Mean mean : ChartData.means(series)) {
                Moments moments = mean.moments();
                rows.add(row(series, mean.x())
                        .put("mean", number(moments.mean()))
                        .put("error", number(moments.standardError()))
                        .put("low", number(mean.low(data.logarithmic())))
                        .put("high", number(mean.high()))
                        .put("lines", moments.count()));
            }
        }
        return rows;
    }

    private static ObjectNode row(Series series, double x) {
        return JSON.objectNode().put("series", series.name()).put("x", number(x));
    }

    private ObjectNode band() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", channels.y("low"));
        encoding.putObject("y2").put("field", "high");
        encoding.set("opacity", whenChosen(0.16, 0.02));
        return layer("means", JSON.objectNode().put("type", "area"), encoding);
    }

    private ObjectNode thinLines(boolean alone) {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", channels.y("value"));
        encoding.putObject("detail").put("field", "run").put("type", "nominal");
        encoding.set("opacity", alone ? whenChosen(1, 0.1) : whenChosen(0.4, 0.05));
        return layer("runs", line(alone ? 1.2 : 0.8), encoding);
    }

    private ObjectNode meanLine() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", channels.y("mean"));
        encoding.set("opacity", whenChosen(1, 0.15));
        if (!channels.symbols()) {
            encoding.set("strokeDash", channels.dash());
        }
        return layer("means", line(2), encoding);
    }

    /** Returns the points of the means, which are invisible where there are many and then only carry tooltips. */
    private ObjectNode marks() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", channels.y("mean"));
        if (channels.symbols()) {
            encoding.set("shape", channels.shape());
            encoding.set("opacity", whenChosen(1, 0.15));
        } else {
            encoding.putObject("opacity").put("value", 0);
        }
        ArrayNode tooltip = encoding.putArray("tooltip")
                .add(ChartChannels.field("series", "nominal", "Series", null))
                .add(ChartChannels.field("x", "quantitative", chart.x().title(), ",~r"))
                .add(ChartChannels.field("mean", "quantitative", chart.y().title(), ",.4~r"));
        if (data.series().stream().anyMatch(series -> series.lines().size() > 1)) {
            tooltip.add(ChartChannels.field("error", "quantitative", "Standard error", ",.2~r"))
                    .add(ChartChannels.field("lines", "quantitative", "Seeds", "d"));
        }
        ObjectNode mark =
                JSON.objectNode().put("type", "point").put("filled", true).put("size", 55);
        return layer("means", mark, encoding);
    }

    /** Lets the reader pick a series in the legend, which dims the others. */
    private static void addChoice(ObjectNode layer) {
        ObjectNode choice =
                layer.putArray("params").addObject().put("name", "chosen").put("bind", "legend");
        choice.putObject("select").put("type", "point").putArray("fields").add("series");
    }

    private static ObjectNode whenChosen(double chosen, double other) {
        ObjectNode channel = JSON.objectNode();
        channel.putObject("condition").put("param", "chosen").put("value", chosen);
        return channel.put("value", other);
    }

    private static ObjectNode line(double width) {
        return JSON.objectNode().put("type", "line").put("strokeWidth", width);
    }

    private static ObjectNode layer(String dataset, ObjectNode mark, ObjectNode encoding) {
        ObjectNode layer = JSON.objectNode();
        layer.putObject("data").put("name", dataset);
        layer.set("mark", mark);
        layer.set("encoding", encoding);
        return layer;
    }

    /** Returns a JSON number of seven significant digits, or null where the value is not finite. */
    private static @Nullable Double number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(PRECISION).doubleValue()
                : null;
    }
}
