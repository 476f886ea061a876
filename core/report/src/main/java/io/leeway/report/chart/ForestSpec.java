package io.leeway.report.chart;

import static io.leeway.report.chart.SpecParts.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.ForestPlot;
import io.leeway.report.ForestPlot.Line;
import java.util.StringJoiner;

/** A forest plot as a Vega-Lite specification. */
final class ForestSpec {
    private static final String DATA = "differences";
    private static final int STEP = 26;
    private static final String DIFFERS = "differs";
    private static final String COLOUR = "#0072B2";
    private static final String OTHER = "#8A8A8A";

    private ForestSpec() {}

    static int height(ForestPlot forest) {
        return forest.lines().size() * STEP + 60;
    }

    static ObjectNode of(ForestPlot forest) {
        ObjectNode root = SpecParts.root(forest.title() + ". " + summary(forest));
        root.put("height", forest.lines().size() * STEP);
        ArrayNode rows = JSON.arrayNode();
        for (Line line : forest.lines()) {
            rows.addObject()
                    .put("name", line.name())
                    .put("value", SpecParts.number(line.value()))
                    .put("low", SpecParts.number(line.low()))
                    .put("high", SpecParts.number(line.high()))
                    .put(DIFFERS, line.differs());
        }
        root.putObject("datasets")
                .<ObjectNode>set(DATA, rows)
                .putArray("zero")
                .addObject()
                .put("zero", 0);
        ArrayNode layers = root.putArray("layer");
        layers.add(zero());
        ObjectNode ends = encoding(forest, "low");
        ends.putObject("x2").put("field", "high");
        layers.add(SpecParts.layer(DATA, SpecParts.mark("rule").put("strokeWidth", 2), ends));
        ObjectNode points = encoding(forest, "value");
        points.putObject("fillOpacity")
                .put("value", 0)
                .putObject("condition")
                .put("test", "datum." + DIFFERS)
                .put("value", 1);
        points.set("fill", colour());
        points.putArray("tooltip")
                .add(ChartChannels.field("name", "nominal", "Difference", null))
                .add(ChartChannels.field("value", "quantitative", forest.axis(), ",.4~r"))
                .add(ChartChannels.field("low", "quantitative", "From", ",.4~r"))
                .add(ChartChannels.field("high", "quantitative", "To", ",.4~r"));
        ObjectNode mark = SpecParts.mark("point").put("size", 70).put("strokeWidth", 2);
        layers.add(SpecParts.layer(DATA, mark, points));
        return root;
    }

    /** Returns the line of no difference. */
    private static ObjectNode zero() {
        ObjectNode encoding = JSON.objectNode();
        encoding.putObject("x").put("field", "zero").put("type", "quantitative");
        ObjectNode mark = SpecParts.mark("rule").put("color", "currentColor").put("opacity", 0.5);
        mark.putArray("strokeDash").add(4).add(3);
        return SpecParts.layer("zero", mark, encoding);
    }

    private static ObjectNode encoding(ForestPlot forest, String field) {
        ObjectNode encoding = JSON.objectNode();
        ObjectNode x = ChartChannels.field(field, "quantitative", forest.axis(), null);
        x.putObject("axis").put("format", ",~r").put("grid", true);
        encoding.set("x", x);
        ObjectNode y = encoding.putObject("y").put("field", "name").put("type", "nominal");
        y.putNull("title").putNull("sort").putObject("axis").put("grid", false);
        encoding.set("color", colour());
        return encoding;
    }

    private static ObjectNode colour() {
        ObjectNode colour = JSON.objectNode().put("value", OTHER);
        colour.putObject("condition").put("test", "datum." + DIFFERS).put("value", COLOUR);
        return colour;
    }

    private static String summary(ForestPlot forest) {
        StringJoiner sentences = new StringJoiner(" ");
        sentences.add("Forest plot of " + forest.axis() + ".");
        for (Line line : forest.lines()) {
            sentences.add(line.name() + ": " + SpecParts.words(line.value(), line.low(), line.high())
                    + (line.differs() ? ", a difference." : "."));
        }
        return sentences.toString();
    }
}
