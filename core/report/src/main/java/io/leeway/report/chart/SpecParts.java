package io.leeway.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.NumberStyle;
import io.leeway.report.Palette.Look;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Parts of Vega-Lite specifications that several kinds of chart have. */
final class SpecParts {
    static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final MathContext PRECISION = new MathContext(7);
    private static final NumberStyle STYLE = NumberStyle.significant(3);

    private SpecParts() {}

    /** Returns the outermost object, without layers. */
    static ObjectNode root(String description) {
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "https://vega.github.io/schema/vega-lite/v6.json");
        root.put("description", description);
        root.put("width", "container");
        root.putObject("autosize").put("type", "fit-x").put("contains", "padding");
        return root;
    }

    /** Returns a figure with its interval, in words. */
    static String words(double value, double low, double high) {
        String text = STYLE.value(value);
        return Double.isNaN(low) || Double.isNaN(high)
                ? text
                : text + " (" + STYLE.value(low) + " to " + STYLE.value(high) + ")";
    }

    /** Returns a JSON number of seven significant digits, or null where the value is not finite. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(PRECISION).doubleValue()
                : null;
    }

    /** Returns a channel of numbers, logarithmic where it is asked for and all values allow it. */
    static ObjectNode quantity(String field, Axis axis, DoubleStream values, boolean upwards) {
        ObjectNode channel = ChartChannels.field(field, "quantitative", axis.title(), null);
        double[] finite = values.filter(Double::isFinite).sorted().toArray();
        double least = finite.length == 0 ? 0 : finite[0];
        double greatest = finite.length == 0 ? 1 : finite[finite.length - 1];
        ObjectNode scale = channel.putObject("scale");
        if (axis.logarithmic() && least > 0 && greatest > least) {
            scale.put("type", "log").put("nice", false);
            LogarithmicTicks ticks = LogarithmicTicks.of(DoubleStream.of(finite).summaryStatistics());
            ObjectNode marks = channel.putObject("axis").put("format", upwards ? ticks.format() : ",~r");
            if (upwards && !ticks.values().isEmpty()) {
                ticks.values().forEach(marks.putArray("values")::add);
            }
        } else if (least == greatest) {
            double room = least == 0 ? 1 : Math.abs(least) / 2;
            scale.putArray("domain").add(least - room).add(least + room);
        } else {
            scale.put("zero", false).put("nice", upwards);
            channel.putObject("axis")
                    .put("format", ",~r")
                    .put("labelOverlap", true)
                    .put("labelFlush", true);
        }
        return channel;
    }

    /**
     * Returns a channel that tells names apart; equal names make one legend of all such channels, of strokes or of
     * symbols.
     */
    static ObjectNode told(List<String> names, List<Look> looks, boolean strokes, Function<Look, JsonNode> property) {
        ObjectNode channel = JSON.objectNode().put("field", "series").put("type", "nominal");
        ObjectNode scale = channel.putObject("scale");
        names.forEach(scale.putArray("domain")::add);
        ArrayNode range = scale.putArray("range");
        looks.forEach(look -> range.add(property.apply(look)));
        if (names.size() == 1) {
            channel.putNull("legend");
        } else {
            ObjectNode legend = channel.putObject("legend").putNull("title");
            if (strokes) {
                legend.put("symbolType", "stroke").put("symbolSize", 300);
            }
        }
        return channel;
    }

    /** Returns a layer of a named data set. */
    static ObjectNode layer(String dataset, ObjectNode mark, ObjectNode encoding) {
        ObjectNode layer = JSON.objectNode();
        layer.putObject("data").put("name", dataset);
        layer.set("mark", mark);
        layer.set("encoding", encoding);
        return layer;
    }

    /** Lets the reader pick a series in the legend, which dims the others. */
    static void addChoice(ObjectNode layer) {
        ObjectNode choice =
                layer.putArray("params").addObject().put("name", "chosen").put("bind", "legend");
        choice.putObject("select").put("type", "point").putArray("fields").add("series");
    }

    static ObjectNode whenChosen(double chosen, double other) {
        ObjectNode channel = JSON.objectNode();
        channel.putObject("condition").put("param", "chosen").put("value", chosen);
        return channel.put("value", other);
    }

    static ObjectNode mark(String type) {
        return JSON.objectNode().put("type", type);
    }

    static ArrayNode dash(Look look) {
        ArrayNode lengths = JSON.arrayNode();
        look.dash().forEach(lengths::add);
        return lengths;
    }
}
