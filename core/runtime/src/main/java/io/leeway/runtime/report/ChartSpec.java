package io.leeway.runtime.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.runtime.report.ChartData.Mean;
import io.leeway.runtime.report.LineChart.Line;
import io.leeway.runtime.report.LineChart.Series;
import io.leeway.runtime.report.Palette.Look;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line chart as a Vega-Lite specification with its data inside. */
final class ChartSpec {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MathContext PRECISION = new MathContext(7);
    /** Up to as many points each is marked by its series' symbol; with more, lines are told apart by dashes. */
    private static final int MOST_SYMBOLS = 25;

    private final LineChart chart;
    private final ChartData data;
    private final List<Look> looks;
    private final boolean symbols;

    private ChartSpec(LineChart chart, ChartData data, Palette palette) {
        this.chart = chart;
        this.data = data;
        this.looks = palette.looks(chart.series().stream().map(Series::name).toList());
        this.symbols = data.longest() <= MOST_SYMBOLS;
    }

    static ObjectNode of(LineChart chart, ChartData data, Palette palette, int height) {
        ChartSpec spec = new ChartSpec(chart, data, palette);
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
        root.put("description", chart.title() + ". " + ChartSummary.of(chart, data));
        root.put("width", "container");
        root.put("height", height);
        root.putObject("autosize").put("type", "fit").put("contains", "padding");
        root.putObject("datasets").<ObjectNode>set("runs", spec.runs()).set("means", spec.means());
        ObjectNode encoding = root.putObject("encoding");
        encoding.set("x", spec.x());
        encoding.set("color", spec.colour());
        root.putArray("layer")
                .add(spec.band())
                .add(spec.thinLines())
                .add(spec.meanLine())
                .add(spec.symbols());
        return root;
    }

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
        encoding.set("y", y("low"));
        encoding.putObject("y2").put("field", "high");
        ObjectNode mark = JSON.objectNode().put("type", "area").put("opacity", 0.16);
        return layer("means", mark, encoding);
    }

    private ObjectNode thinLines() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("value"));
        encoding.putObject("detail").put("field", "run").put("type", "nominal");
        encoding.set("opacity", whenChosen(0.4, 0.05));
        return layer("runs", line(0.8), encoding);
    }

    private ObjectNode meanLine() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("mean"));
        encoding.set("opacity", whenChosen(1, 0.15));
        if (!symbols) {
            encoding.set("strokeDash", scaled("dash", true));
        }
        ObjectNode layer = layer("means", line(2), encoding);
        ObjectNode chosen =
                layer.putArray("params").addObject().put("name", "chosen").put("bind", "legend");
        chosen.putObject("select").put("type", "point").putArray("fields").add("series");
        return layer;
    }

    private ObjectNode symbols() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("mean"));
        encoding.set(
                "opacity", symbols ? whenChosen(1, 0.15) : JSON.objectNode().put("value", 0));
        if (symbols) {
            encoding.set("shape", scaled("shape", true));
        }
        encoding.putArray("tooltip")
                .add(shown("series", "nominal", "Series", null))
                .add(shown("x", "quantitative", chart.x().title(), ",~r"))
                .add(shown("mean", "quantitative", chart.y().title(), ",.4~r"))
                .add(shown("error", "quantitative", "Standard error", ",.2~r"))
                .add(shown("lines", "quantitative", "Seeds", "d"));
        ObjectNode mark =
                JSON.objectNode().put("type", "point").put("filled", true).put("size", 55);
        return layer("means", mark, encoding);
    }

    private ObjectNode x() {
        ObjectNode channel = shown("x", "quantitative", chart.x().title(), null);
        channel.putObject("scale").put("zero", false).put("nice", false);
        channel.putObject("axis").put("format", ",~r").put("labelOverlap", true).put("labelFlush", true);
        return channel;
    }

    private ObjectNode y(String field) {
        ObjectNode channel = shown(field, "quantitative", chart.y().title(), null);
        ObjectNode scale = channel.putObject("scale");
        if (data.logarithmic()) {
            scale.put("type", "log").put("nice", false);
            LogarithmicTicks ticks = LogarithmicTicks.of(data);
            ObjectNode axis = channel.putObject("axis").put("format", ticks.format());
            if (!ticks.values().isEmpty()) {
                ticks.values().forEach(axis.putArray("values")::add);
            }
        } else {
            scale.put("zero", false);
        }
        return channel;
    }

    private ObjectNode colour() {
        return scaled("colour", data.series().size() > 1);
    }

    /** Returns a channel that tells the series apart, with all names in its legend whether they are drawn or not. */
    private ObjectNode scaled(String what, boolean legend) {
        ObjectNode channel = JSON.objectNode().put("field", "series").put("type", "nominal");
        ObjectNode scale = channel.putObject("scale");
        ArrayNode domain = scale.putArray("domain");
        ArrayNode range = scale.putArray("range");
        for (int index = 0; index < looks.size(); index++) {
            String name = chart.series().get(index).name();
            if (data.series().stream().noneMatch(series -> series.name().equals(name))) {
                continue;
            }
            domain.add(name);
            switch (what) {
                case "colour" -> range.add(looks.get(index).colour());
                case "shape" -> range.add(looks.get(index).shape());
                default -> looks.get(index).dash().forEach(range.addArray()::add);
            }
        }
        if (legend && data.series().size() > 1) {
            ObjectNode symbol = channel.putObject("legend").putNull("title");
            if (!symbols) {
                symbol.put("symbolType", "stroke").put("symbolSize", 300);
            }
        } else {
            channel.putNull("legend");
        }
        return channel;
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

    private static ObjectNode shown(String field, String type, String title, @Nullable String format) {
        ObjectNode channel =
                JSON.objectNode().put("field", field).put("type", type).put("title", title);
        return format == null ? channel : channel.put("format", format);
    }

    /** Returns a JSON number of seven significant digits, or null where the value is not finite. */
    private static @Nullable Double number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(PRECISION).doubleValue()
                : null;
    }
}
