package io.leeway.experiment.sweep.report;

import io.leeway.report.NumberStyle;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import java.util.Map;

/** The columns of an agent's figures, by the names that the figures have in files. */
final class FigureColumns {
    private static final Map<String, Column> KNOWN = Map.of(
            "return",
            Column.of(
                    "Return",
                    null,
                    NumberStyle.decimals(1),
                    Better.HIGHER,
                    "Mean undiscounted return of the last evaluation"),
            "dynamics_error",
            Column.of(
                    "Dynamics error",
                    null,
                    NumberStyle.significant(3),
                    Better.LOWER,
                    "Mean squared error of next observations against the environment's own step, in units of the"
                            + " data's variance"),
            "reward_error",
            Column.of(
                    "Reward error", null, NumberStyle.significant(3), Better.LOWER, "Mean squared error of the reward"),
            "policy_log_likelihood",
            Column.of(
                    "Policy log-likelihood",
                    null,
                    NumberStyle.decimals(3),
                    Better.HIGHER,
                    "Mean log π(a|s) under the agent's final policy"),
            "wasserstein",
            Column.of(
                    "Wasserstein",
                    null,
                    NumberStyle.significant(3),
                    Better.LOWER,
                    "Wasserstein-1 distance of a column to the data, in standard deviations; mean over columns"),
            "network_evaluations",
            Column.of(
                    "Network evaluations",
                    null,
                    NumberStyle.whole(),
                    Better.LOWER,
                    "Denoiser evaluations for each generated trajectory"),
            "seconds",
            Column.timing("Seconds", null, NumberStyle.decimals(1), Better.LOWER, "What training the agent took"));

    private FigureColumns() {}

    /** Returns the column of a figure; of one that is not known its name with neither direction better. */
    static Column of(String name, boolean timing) {
        Column known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        String words = name.replace('_', ' ');
        String title = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return new Column(title, null, NumberStyle.significant(4), Better.NEITHER, "The figure '" + name + "'", timing);
    }

    /** Returns the column of the score. */
    static Column score(boolean normalized) {
        return normalized
                ? Column.of(
                        "Score",
                        null,
                        NumberStyle.decimals(1),
                        Better.HIGHER,
                        "100 · (return − random) / (expert − random) of the last evaluation")
                : Column.of(
                        "Score",
                        null,
                        NumberStyle.decimals(1),
                        Better.HIGHER,
                        "Mean undiscounted return of the last evaluation; there are no reference returns");
    }
}
