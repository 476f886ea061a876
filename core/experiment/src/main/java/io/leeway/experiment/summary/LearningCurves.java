package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.artifact.TrainedArtifact;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.report.Charts;
import io.leeway.report.LineChart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.Point;
import io.leeway.spi.environment.EnvironmentSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The metrics of training agents and models, as charts. */
final class LearningCurves {
    /** Losses that fall by orders of magnitude, and are never negative. */
    private static final Set<String> LOGARITHMIC = Set.of("critic_loss", "value_loss", "imitation_loss");

    private final ExperimentConfig config;
    private final @Nullable EnvironmentSpec spec;
    private final RunArtifacts made;
    private final Map<TrainedArtifact, List<MetricLog.Entry>> logs = new HashMap<>();

    LearningCurves(ExperimentConfig config, @Nullable EnvironmentSpec spec, RunArtifacts made) {
        this.config = config;
        this.spec = spec;
        this.made = made;
    }

    Charts charts() {
        boolean normalized = spec != null && spec.referenceScores() != null;
        List<LineChart> charts = new ArrayList<>();
        add(
                charts,
                "Learning curves",
                "Each evaluation plays " + config.evaluation().episodes() + " episodes.",
                Axis.linear(normalized ? "Normalised score" : "Return"),
                agents("evaluation", normalized ? "normalized_score" : "return"));
        add(
                charts,
                "Dynamics error of each refresh",
                "Mean squared error of synthetic next observations, in units of the data's variance.",
                Axis.logarithmic("Dynamics error"),
                agents("refresh", "dynamics_error"));
        add(
                charts,
                "Policy log-likelihood of each refresh",
                "Under the policy of that moment.",
                Axis.linear("Mean log π(a|s)"),
                agents("refresh", "policy_log_likelihood"));
        for (String metric : metrics()) {
            String title = Character.toUpperCase(metric.charAt(0))
                    + metric.substring(1).replace('_', ' ');
            add(
                    charts,
                    title,
                    "Of an update, as a mean over the updates since the point before.",
                    LOGARITHMIC.contains(metric) ? Axis.logarithmic(title) : Axis.linear(title),
                    agents("update", metric));
        }
        List<Series> losses = new ArrayList<>();
        series(made::denoiser, "training", "update", "loss", losses);
        series(made::denoiser, "held out", "update", "held_out_loss", losses);
        add(
                charts,
                "Denoiser",
                "Loss over denoiser updates; held out with the averaged weights that sampling uses.",
                Axis.logarithmic("Loss"),
                losses);
        List<Series> errors = new ArrayList<>();
        series(made::dynamics, "held out", "update", "held_out_error", errors);
        add(
                charts,
                "Dynamics model",
                "Mean squared error of held-out next observations while it is trained, in units of the data's"
                        + " variance.",
                Axis.logarithmic("Error"),
                errors);
        return new Charts("Learning", charts);
    }

    private void add(List<LineChart> charts, String title, String caption, Axis axis, List<Series> series) {
        if (!series.isEmpty()) {
            charts.add(new LineChart(title, caption, Axis.linear("Updates"), axis, series));
        }
    }

    /** Returns the names of all figures of the agents' updates, in the order in which they were logged first. */
    private Set<String> metrics() {
        Set<String> names = new LinkedHashSet<>();
        for (String entry : config.experience().keySet()) {
            for (long seed : config.seeds()) {
                logged(made.agent(entry, seed)).stream()
                        .filter(logged -> logged.event().equals("update"))
                        .forEach(logged -> names.addAll(logged.metrics().keySet()));
            }
        }
        return names;
    }

    private List<MetricLog.Entry> logged(TrainedArtifact artifact) {
        return logs.computeIfAbsent(artifact, read -> read.record().log().entries());
    }

    private List<Series> agents(String event, String metric) {
        List<Series> all = new ArrayList<>();
        config.experience()
                .keySet()
                .forEach(entry -> series(seed -> Optional.of(made.agent(entry, seed)), entry, event, metric, all));
        return all;
    }

    private void series(
            LongFunction<Optional<? extends TrainedArtifact>> artifacts,
            String name,
            String event,
            String metric,
            List<Series> target) {
        List<Line> lines = new ArrayList<>();
        for (long seed : config.seeds()) {
            List<Point> points = artifacts
                    .apply(seed)
                    .map(artifact -> points(artifact, event, metric))
                    .orElse(List.of());
            if (!points.isEmpty()) {
                lines.add(new Line("seed " + seed, points));
            }
        }
        if (!lines.isEmpty()) {
            target.add(new Series(name, lines));
        }
    }

    private List<Point> points(TrainedArtifact artifact, String event, String metric) {
        List<Point> points = new ArrayList<>();
        for (MetricLog.Entry entry : logged(artifact)) {
            Double value = entry.metrics().get(metric);
            if (entry.event().equals(event) && value != null) {
                points.add(new Point(entry.step(), value));
            }
        }
        return points;
    }
}
