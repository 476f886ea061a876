package io.leeway.report.chart;

import static io.leeway.report.chart.SpecParts.JSON;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.report.BandChart;
import io.leeway.report.BandChart.Band;
import io.leeway.report.BandChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Palette.Look;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A chart of curves with intervals as a Vega-Lite specification. */
final class BandSpec {
    private static final String DATA = "bands";

    private final BandChart chart;
    private final List<String> names;
    private final List<Look> looks;
    private final boolean intervals;

    BandSpec(BandChart chart, Palette palette) {
        this.chart = chart;
        names = chart.series().stream().map(Series::name).toList();
        looks = palette.looks(names);
        intervals = points().anyMatch(Band::hasInterval);
    }

    ObjectNode root(int height) {
        ObjectNode root = SpecParts.root(chart.title() + ". " + summary());
        root.put("height", height);
        ArrayNode rows = JSON.arrayNode();
        chart.series().forEach(series -> series.points().forEach(point -> rows.addObject()
                .put("series", series.name())
                .put("x", SpecParts.number(point.x()))
                .put("y", SpecParts.number(point.y()))
                .put("low", SpecParts.number(point.low()))
                .put("high", SpecParts.number(point.high()))));
        root.putObject("datasets").set(DATA, rows);
        ObjectNode encoding = root.putObject("encoding");
        encoding.set("x", SpecParts.quantity("x", chart.x(), points().mapToDouble(Band::x), false));
        encoding.set("color", SpecParts.told(names, looks, true, look -> JSON.textNode(look.colour())));
        ArrayNode layers = root.putArray("layer");
        if (intervals) {
            layers.add(band());
        }
        layers.add(line()).add(marks());
        SpecParts.addChoice((ObjectNode) layers.get(0));
        return root;
    }

    private Stream<Band> points() {
        return chart.series().stream().flatMap(series -> series.points().stream());
    }

    private ObjectNode y(String field) {
        DoubleStream values = points().flatMapToDouble(point -> DoubleStream.of(point.y(), point.low(), point.high()));
        return SpecParts.quantity(field, chart.y(), values, true);
    }

    private ObjectNode band() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("low"));
        encoding.putObject("y2").put("field", "high");
        encoding.set("opacity", SpecParts.whenChosen(names.size() > 4 ? 0.1 : 0.16, 0.02));
        return SpecParts.layer(DATA, SpecParts.mark("area"), encoding);
    }

    private ObjectNode line() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("y"));
        encoding.set("opacity", SpecParts.whenChosen(1, 0.15));
        encoding.set("strokeDash", SpecParts.told(names, looks, true, SpecParts::dash));
        return SpecParts.layer(DATA, SpecParts.mark("line").put("strokeWidth", 2), encoding);
    }

    /** Returns points that are not seen and carry tooltips. */
    private ObjectNode marks() {
        ObjectNode encoding = JSON.objectNode();
        encoding.set("y", y("y"));
        encoding.putObject("opacity").put("value", 0);
        ArrayNode tooltip = encoding.putArray("tooltip")
                .add(ChartChannels.field("series", "nominal", "Variant", null))
                .add(ChartChannels.field("x", "quantitative", chart.x().title(), ",~r"))
                .add(ChartChannels.field("y", "quantitative", chart.y().title(), ",.4~r"));
        if (intervals) {
            tooltip.add(ChartChannels.field("low", "quantitative", "95 % from", ",.4~r"))
                    .add(ChartChannels.field("high", "quantitative", "95 % to", ",.4~r"));
        }
        return SpecParts.layer(DATA, SpecParts.mark("point").put("filled", true).put("size", 90), encoding);
    }

    private String summary() {
        StringJoiner sentences = new StringJoiner(" ");
        sentences.add("Curves of " + chart.y().title() + " against " + chart.x().title() + ".");
        for (Series series : chart.series()) {
            if (!series.points().isEmpty()) {
                Band first = series.points().get(0);
                Band last = series.points().get(series.points().size() - 1);
                sentences.add(series.name() + ": " + words(first) + ", " + words(last) + ".");
            }
        }
        return sentences.toString();
    }

    private static String words(Band point) {
        return SpecParts.words(point.y(), point.low(), point.high()) + " at "
                + SpecParts.words(point.x(), Double.NaN, Double.NaN);
    }
}
