package io.leeway.experiment.summary;

import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.report.Cell;
import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.spi.environment.EnvironmentSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table that a run ends with, on the terminal and in the report. */
public final class ResultTables {
    private static final String NO_ENVIRONMENT = "there is no environment";
    private static final String NO_ORACLE = "the environment has no oracle of its dynamics";
    private static final String NOT_SYNTHETIC = "nothing was generated";

    private ResultTables() {}

    /** Returns the table of a run. */
    public static ResultTable of(ExperimentConfig config, @Nullable EnvironmentSpec spec, List<Outcome> outcomes) {
        boolean normalized = spec != null && spec.referenceScores() != null;
        List<Row> rows = outcomes.stream()
                .map(outcome -> new Row(
                        outcome.entry(),
                        List.of(
                                outcome.cell(
                                        normalized ? AgentFigures::normalizedScore : AgentFigures::undiscountedReturn,
                                        spec == null ? NO_ENVIRONMENT : "no agent was evaluated"),
                                outcome.cell(
                                        figures -> figures.quality().dynamicsError(),
                                        spec == null ? NO_ENVIRONMENT : NO_ORACLE),
                                outcome.cell(
                                        figures -> figures.quality().policyLogLikelihood(), "nothing was measured"),
                                Double.isNaN(outcome.transitionsPerSecond())
                                        ? Cell.missing(NOT_SYNTHETIC)
                                        : Cell.of(outcome.transitionsPerSecond()),
                                outcome.cell(AgentFigures::networkEvaluations, NOT_SYNTHETIC))))
                .toList();
        return new ResultTable(
                "Results",
                caption(config),
                "Experience",
                List.of(
                        scoreColumn(normalized),
                        Column.of(
                                "Dynamics error",
                                null,
                                NumberStyle.significant(3),
                                Better.LOWER,
                                "Mean squared error of next observations against the environment's own step, in units"
                                        + " of the data's variance; of the last refresh, or of real transitions"),
                        Column.of(
                                "Policy log-likelihood",
                                null,
                                NumberStyle.decimals(3),
                                Better.HIGHER,
                                "Mean log π(a|s) of the same transitions under the agent's final policy"),
                        Column.timing(
                                "Transitions/s",
                                null,
                                NumberStyle.whole(),
                                Better.HIGHER,
                                "Synthetic transitions generated a second over all refreshes"),
                        Column.of(
                                "Network evaluations",
                                null,
                                NumberStyle.whole(),
                                Better.LOWER,
                                "Denoiser evaluations for each generated trajectory")),
                rows);
    }

    private static String caption(ExperimentConfig config) {
        int seeds = config.seeds().size();
        return seeds == 1 ? "One seed: there is no standard error." : "Mean ± standard error over " + seeds + " seeds.";
    }

    private static Column scoreColumn(boolean normalized) {
        return normalized
                ? Column.of(
                        "Normalised score",
                        null,
                        NumberStyle.decimals(1),
                        Better.HIGHER,
                        "100 · (return − random) / (expert − random) of the last evaluation, with D4RL's reference"
                                + " returns")
                : Column.of(
                        "Return",
                        null,
                        NumberStyle.decimals(1),
                        Better.HIGHER,
                        "Mean undiscounted return of the last evaluation");
    }
}
