package io.leeway.dashboard.watch;

import io.leeway.dashboard.watch.MetricFile.Name;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Palette;
import io.leeway.report.Report;
import io.leeway.report.Section;
import io.leeway.report.chart.ChartDrawing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charts of metrics, in the report's own drawing: one of each metric, with a line of each seed. */
final class MetricCharts {
    private static final int MOST = 30;
    private static final int HEIGHT = 180;
    private static final Pattern SERIES = Pattern.compile("seed-(-?\\d+)/(.+)");
    private static final Set<String> LOGARITHMIC = Set.of(
            "loss", "held_out_loss", "critic_loss", "value_loss", "imitation_loss", "dynamics_error", "held_out_error");

    /** What is trained by itself, whose steps are not those of agents. */
    private static final Set<String> MODELS = Set.of("denoiser", "dynamics", "dataset");

    private record Key(String owner, String event, String metric) {}

    private MetricCharts() {}

    /**
     * Draws the charts.
     *
     * @param colours what has a colour in the other parts of the page
     */
    static List<Map<String, Object>> of(Map<Name, Curve> curves, List<Section> colours) {
        Map<Key, Map<String, List<Line>>> charts = new LinkedHashMap<>();
        boolean thinned = curves.values().stream().anyMatch(Curve::isThinned);
        curves.forEach((name, curve) -> {
            Matcher matcher = SERIES.matcher(name.series());
            boolean seeded = matcher.matches();
            String series = seeded ? matcher.group(2) : name.series();
            String seed = seeded ? "seed " + matcher.group(1) : "";
            Key key = new Key(MODELS.contains(series) ? series : "", name.event(), name.metric());
            charts.computeIfAbsent(key, any -> new LinkedHashMap<>())
                    .computeIfAbsent(series, any -> new ArrayList<>())
                    .add(new Line(seed, curve.points()));
        });
        Palette palette = Palette.of(new Report("", "", colours));
        return charts.keySet().stream()
                .sorted(Comparator.comparingInt(MetricCharts::rank))
                .limit(MOST)
                .map(key -> drawn(chart(key, charts.getOrDefault(key, Map.of()), thinned), palette))
                .toList();
    }

    private static int rank(Key key) {
        int models = key.owner().isEmpty() ? 0 : 100;
        return models
                + switch (key.event()) {
                    case "evaluation" -> key.metric().equals("normalized_score") ? 0 : 1;
                    case "refresh" -> 3;
                    default -> 2;
                };
    }

    private static LineChart chart(Key key, Map<String, List<Line>> series, boolean thinned) {
        String metric = Figures.words(key.metric());
        String title = key.owner().isEmpty()
                ? metric
                : Figures.words(key.owner()) + ": " + metric.toLowerCase(java.util.Locale.ROOT);
        String caption = (key.event().equals("update") ? "" : "At each " + key.event() + ".")
                + (thinned ? " Not every point is drawn." : "");
        return new LineChart(
                title,
                caption,
                Axis.linear("Updates"),
                LOGARITHMIC.contains(key.metric()) ? Axis.logarithmic(metric) : Axis.linear(metric),
                series.entrySet().stream()
                        .map(entry -> new Series(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static Map<String, Object> drawn(LineChart chart, Palette palette) {
        ChartDrawing drawing = ChartDrawing.of(chart, palette, HEIGHT);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", chart.title());
        tree.put("caption", (chart.caption() + " " + String.join(" ", drawing.remarks())).strip());
        tree.put("summary", drawing.summary());
        tree.put(
                "specification",
                drawing.specification() == null ? null : drawing.specification().toString());
        tree.put("height", drawing.height());
        return tree;
    }
}
