package io.leeway.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The encoding channels of a line chart in Vega-Lite: its axes, and what tells its series apart. */
final class ChartChannels {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Up to as many points each is marked by its series' symbol; with more, lines are told apart by dashes. */
    private static final int MOST_SYMBOLS = 25;

    private final LineChart chart;
    private final ChartData data;
    private final boolean symbols;
    private final Map<String, Look> looks = new LinkedHashMap<>();

    ChartChannels(LineChart chart, ChartData data, Palette palette) {
        this.chart = chart;
        this.data = data;
        this.symbols = data.longest() <= MOST_SYMBOLS;
        List<String> names = chart.series().stream().map(Series::name).toList();
        List<Look> all = palette.looks(names);
        data.series().forEach(series -> looks.put(series.name(), all.get(names.indexOf(series.name()))));
    }

    /** Returns whether points are few enough to be marked one by one. */
    boolean symbols() {
        return symbols;
    }

    ObjectNode x() {
        ObjectNode channel = field("x", "quantitative", chart.x().title(), null);
        ObjectNode scale = channel.putObject("scale").put("nice", false);
        if (data.logarithmicX()) {
            scale.put("type", "log").put("base", 2);
        } else {
            scale.put("zero", false);
        }
        channel.putObject("axis").put("format", ",~r").put("labelOverlap", true).put("labelFlush", true);
        return channel;
    }

    ObjectNode y(String name) {
        ObjectNode channel = field(name, "quantitative", chart.y().title(), null);
        ObjectNode scale = channel.putObject("scale");
        DoubleSummaryStatistics range = data.range();
        boolean flat = range.getMin() == range.getMax();
        double value = range.getMin();
        if (data.logarithmic()) {
            scale.put("type", "log").put("nice", false);
            LogarithmicTicks ticks = LogarithmicTicks.of(range);
            ObjectNode axis = channel.putObject("axis").put("format", ticks.format());
            if (flat) {
                scale.putArray("domain").add(value / 2).add(value * 2);
            } else if (!ticks.values().isEmpty()) {
                ticks.values().forEach(axis.putArray("values")::add);
            }
        } else if (flat) {
            double room = value == 0 ? 1 : Math.abs(value) / 2;
            scale.putArray("domain").add(value - room).add(value + room);
        } else {
            scale.put("zero", false);
        }
        return channel;
    }

    ObjectNode colour() {
        return told(look -> JSON.textNode(look.colour()));
    }

    ObjectNode shape() {
        return told(look -> JSON.textNode(look.shape()));
    }

    ObjectNode dash() {
        return told(look -> {
            ArrayNode lengths = JSON.arrayNode();
            look.dash().forEach(lengths::add);
            return lengths;
        });
    }

    /** Returns a channel; its title becomes part of expressions, whose parser knows no line separators in a text. */
    static ObjectNode field(String name, String type, String title, @Nullable String format) {
        ObjectNode channel = JSON.objectNode()
                .put("field", name)
                .put("type", type)
                .put("title", title.replaceAll("[\u2028\u2029]", " "));
        return format == null ? channel : channel.put("format", format);
    }

    /** Returns a channel that tells the series apart; equal names make one legend of all such channels. */
    private ObjectNode told(Function<Look, JsonNode> property) {
        ObjectNode channel = JSON.objectNode().put("field", "series").put("type", "nominal");
        ObjectNode scale = channel.putObject("scale");
        looks.keySet().forEach(scale.putArray("domain")::add);
        ArrayNode range = scale.putArray("range");
        looks.values().forEach(look -> range.add(property.apply(look)));
        if (looks.size() == 1) {
            return channel.putNull("legend");
        }
        ObjectNode legend = channel.putObject("legend").putNull("title");
        if (!symbols) {
            legend.put("symbolType", "stroke").put("symbolSize", 300);
        }
        return channel;
    }
}
