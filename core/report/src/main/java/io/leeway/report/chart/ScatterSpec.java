package io.leeway.report.chart;

import static io.leeway.report.chart.SpecParts.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import io.leeway.report.ScatterChart;
import io.leeway.report.ScatterChart.Mark;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.DoubleStream;

/** A chart of marks, one a variant, as a Vega-Lite specification. */
final class ScatterSpec {
    private static final String DATA = "marks";

    private final ScatterChart chart;
    private final List<String> names;
    private final List<Look> looks;

    ScatterSpec(ScatterChart chart, Palette palette) {
        this.chart = chart;
        names = chart.marks().stream().map(Mark::name).toList();
        looks = palette.looks(names);
    }

    ObjectNode root(int height) {
        ObjectNode root = SpecParts.root(chart.title() + ". " + summary());
        root.put("height", height);
        ArrayNode rows = JSON.arrayNode();
        for (Mark mark : chart.marks()) {
            rows.addObject()
                    .put("series", mark.name())
                    .put("x", SpecParts.number(mark.x()))
                    .put("y", SpecParts.number(mark.y()))
                    .put("low", SpecParts.number(mark.low()))
                    .put("high", SpecParts.number(mark.high()));
        }
        root.putObject("datasets").set(DATA, rows);
        ObjectNode encoding = root.putObject("encoding");
        ObjectNode x = SpecParts.quantity("x", chart.x(), chart.marks().stream().mapToDouble(Mark::x), true);
        ((ObjectNode) x.get("scale")).put("padding", 16);
        encoding.set("x", x);
        encoding.set("color", SpecParts.told(names, looks, false, look -> JSON.textNode(look.colour())));
        ArrayNode layers = root.putArray("layer");
        if (chart.marks().stream().anyMatch(Mark::hasInterval)) {
            layers.add(intervals());
        }
        layers.add(marks());
        SpecParts.addChoice((ObjectNode) layers.get(0));
        return root;
    }

    private ObjectNode y(String field) {
        DoubleStream values =
                chart.marks().stream().flatMapToDouble(mark -> DoubleStream.of(mark.y(), mark.low(), mark.high()));
        ObjectNode channel = SpecParts.quantity(field, chart.y(), values, true);
        ((ObjectNode) channel.get("scale")).put("padding", 10);
        return channel;
    }

    private ObjectNode intervals() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("low"));
        encoding.putObject("y2").put("field", "high");
        encoding.set("opacity", SpecParts.whenChosen(0.6, 0.1));
        return SpecParts.layer(DATA, SpecParts.mark("rule").put("strokeWidth", 1.5), encoding);
    }

    private ObjectNode marks() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("y"));
        encoding.set("shape", SpecParts.told(names, looks, false, look -> JSON.textNode(look.shape())));
        encoding.set("opacity", SpecParts.whenChosen(1, 0.15));
        encoding.putArray("tooltip")
                .add(ChartChannels.field("series", "nominal", "Variant", null))
                .add(ChartChannels.field("x", "quantitative", chart.x().title(), ",.4~r"))
                .add(ChartChannels.field("y", "quantitative", chart.y().title(), ",.4~r"))
                .add(ChartChannels.field("low", "quantitative", "95 % from", ",.4~r"))
                .add(ChartChannels.field("high", "quantitative", "95 % to", ",.4~r"));
        return SpecParts.layer(DATA, SpecParts.mark("point").put("filled", true).put("size", 90), encoding);
    }

    private String summary() {
        StringJoiner sentences = new StringJoiner(" ");
        sentences.add("Marks of " + chart.y().title() + " against " + chart.x().title() + ".");
        for (Mark mark : chart.marks()) {
            sentences.add(mark.name() + ": " + SpecParts.words(mark.y(), mark.low(), mark.high()) + " at "
                    + SpecParts.words(mark.x(), Double.NaN, Double.NaN) + ".");
        }
        return sentences.toString();
    }
}
