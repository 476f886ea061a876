package io.leeway.experiment.comparison;

import io.leeway.report.Cell;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measurements as a table, a row a point, with ratios to the reference.
 *
 * <p>The reference is the first point. Where the points of the first curve are all guided, and likelihood was measured,
 * it is that curve where it is as likely under the policy: guidance buys likelihood, and schemes differ in what they
 * pay for it.
 */
final class ComparisonTable {
    private final ComparisonConfig config;
    private final Map<String, List<Measurement>> byLabel;
    private final List<Measurement> reference;
    private final Map<Long, Frontier> frontiers;

    /** A measured figure. */
    private enum Figure {
        DYNAMICS_ERROR(
                "Dynamics error",
                "Mean squared error of next observations against the environment's own step, in units of the data's"
                        + " variance"),
        WASSERSTEIN(
                "Wasserstein-1", "Mean distance of columns to the data's, in units of the data's standard deviation"),
        SLICED_WASSERSTEIN(
                "Sliced Wasserstein-1",
                "Mean distance of whole trajectories' projections on random directions to those of the data's windows,"
                        + " in units of the latter's standard deviation");

        private final String title;
        private final String meaning;

        Figure(String title, String meaning) {
            this.title = title;
            this.meaning = meaning;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes measurements by the labels of their points, the first of them the reference, and for each one a seed. */
    ComparisonTable(ComparisonConfig config, Map<String, List<Measurement>> byLabel) {
        this.config = config;
        this.byLabel = byLabel;
        reference = byLabel.values().iterator().next();
        frontiers = guided() ? frontiers() : Map.of();
    }

    private boolean guided() {
        return likelihood()
                && config.curves().values().iterator().next().stream().allMatch(point -> point.guidance() != null);
    }

    private Map<Long, Frontier> frontiers() {
        Map<Long, List<Measurement>> bySeed = new LinkedHashMap<>();
        byLabel.values().stream()
                .flatMap(List::stream)
                .filter(point -> point.curve().equals(reference.get(0).curve()))
                .forEach(point -> bySeed.computeIfAbsent(point.seed(), seed -> new ArrayList<>())
                        .add(point));
        Map<Long, Frontier> found = new LinkedHashMap<>();
        bySeed.forEach((seed, points) -> found.put(seed, new Frontier(points)));
        return found;
    }

    ResultTable table() {
        List<ResultTable.Row> rows = new ArrayList<>();
        byLabel.forEach((label, points) -> rows.add(new ResultTable.Row(label, cells(points))));
        String caption = "Mean ± standard error over " + reference.size() + " denoiser"
                + (severalDenoisers() ? "s" : "") + ", " + config.count() + " trajectories each. Ratios are to "
                + (frontiers.isEmpty()
                        ? "the first row's."
                        : "what the first curve has where it is as likely under the policy.");
        return new ResultTable("Points", caption, "Sampler", columns(), rows);
    }

    private boolean severalDenoisers() {
        return reference.size() > 1;
    }

    private boolean likelihood() {
        return !Double.isNaN(reference.get(0).figure(Frontier.LIKELIHOOD));
    }

    private Stream<Figure> figures() {
        return Arrays.stream(Figure.values())
                .filter(figure -> !Double.isNaN(reference.get(0).figure(figure.key())));
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(Column.of(
                "Evaluations", null, NumberStyle.whole(), Better.LOWER, "Denoiser evaluations for each trajectory")));
        if (likelihood()) {
            columns.add(Column.of(
                    "Policy log-likelihood",
                    null,
                    NumberStyle.significant(3),
                    Better.HIGHER,
                    "Mean log π(a|s) of a transition"));
        }
        figures().forEach(figure -> {
            columns.add(Column.of(figure.title, null, NumberStyle.significant(3), Better.LOWER, figure.meaning));
            columns.add(ratio(figure.title + " ratio", "Geometric mean over denoisers"));
            if (severalDenoisers()) {
                columns.add(ratio(
                        figure.title + " ratio, low end",
                        "Lower end of the ratio's 95 % interval over denoisers (Student's t)"));
                columns.add(ratio(figure.title + " ratio, high end", "Upper end of the same interval"));
            }
        });
        columns.add(Column.timing(
                "Transitions/s", null, NumberStyle.whole(), Better.HIGHER, "Synthetic transitions generated a second"));
        return columns;
    }

    private static Column ratio(String name, String meaning) {
        return Column.of(name, null, NumberStyle.decimals(3), Better.LOWER, meaning);
    }

    private List<Cell> cells(List<Measurement> points) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(points.get(0).figure("network_evaluations")));
        if (likelihood()) {
            cells.add(Cell.mean(values(points, Frontier.LIKELIHOOD)));
        }
        figures().forEach(figure -> {
            cells.add(Cell.mean(values(points, figure.key())));
            Ratio ratio = Ratio.of(values(points, figure.key()), references(points, figure.key()));
            cells.add(ofRatio(ratio.value()));
            if (severalDenoisers()) {
                cells.add(ofRatio(ratio.low()));
                cells.add(ofRatio(ratio.high()));
            }
        });
        cells.add(Cell.of(
                Arrays.stream(values(points, "transitions_per_s")).average().orElse(Double.NaN)));
        return cells;
    }

    private static Cell ofRatio(double value) {
        return Double.isNaN(value) ? Cell.missing("the first curve is never as likely") : Cell.of(value);
    }

    private static double[] values(List<Measurement> points, String figure) {
        return points.stream().mapToDouble(one -> one.figure(figure)).toArray();
    }

    /** Returns what the figure of each point is compared with. */
    private double[] references(List<Measurement> points, String figure) {
        if (frontiers.isEmpty()) {
            return values(reference, figure);
        }
        return points.stream()
                .mapToDouble(point -> {
                    Frontier frontier = frontiers.get(point.seed());
                    return frontier == null ? Double.NaN : frontier.at(point, figure);
                })
                .toArray();
    }
}
