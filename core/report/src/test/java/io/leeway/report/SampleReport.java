package io.leeway.report;

import io.leeway.report.Documents.Document;
import io.leeway.report.Facts.Fact;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.LineChart.Line;
import io.leeway.report.LineChart.Series;
import io.leeway.report.ResultTable.Better;
import io.leeway.report.ResultTable.Column;
import io.leeway.report.ResultTable.Row;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A report of the size and shape of a real one, made of invented figures. */
public final class SampleReport {
    private static final int SEEDS = 3;

    private final RandomSource random = RandomSource.of(7);

    public static Report create() {
        SampleReport sample = new SampleReport();
        return new Report(
                "maze2d-sample",
                "TD3+BC on real, unguided and guided experience in maze2d-umaze-v1: 3 seeds, 100 evaluation episodes"
                        + " each, 4,000 updates.",
                List.of(
                        table(),
                        sample.charts(),
                        new SampleMaze(sample.random.split("maze")).section(),
                        new Notes(
                                "Notes",
                                List.of(
                                        "Columns that never vary in the data are generated as the constant: terminal.",
                                        "With 3 seeds, differences between rows are a first look, not a claim.")),
                        facts(),
                        documents()));
    }

    public static ResultTable table() {
        return new ResultTable(
                "Results",
                "Mean ± standard error over 3 seeds.",
                "Experience",
                List.of(
                        Column.of(
                                "Normalised score",
                                null,
                                NumberStyle.decimals(1),
                                Better.HIGHER,
                                "100 · (return − random) / (expert − random), with D4RL's reference returns"),
                        Column.of(
                                "Dynamics error",
                                null,
                                NumberStyle.significant(3),
                                Better.LOWER,
                                "Mean squared error of next observations, in units of the data's variance"),
                        Column.of(
                                "Policy log-likelihood",
                                null,
                                NumberStyle.decimals(2),
                                Better.HIGHER,
                                "Mean log π(a|s) under the agent's final policy"),
                        Column.timing(
                                "Generation",
                                "transitions/s",
                                NumberStyle.whole(),
                                Better.HIGHER,
                                "Synthetic transitions over all refreshes"),
                        Column.of(
                                "Network evaluations",
                                null,
                                NumberStyle.whole(),
                                Better.LOWER,
                                "Denoiser evaluations for each trajectory")),
                List.of(
                        new Row(
                                "real",
                                List.of(
                                        Cell.mean(58.2, 66.9, 62.1),
                                        Cell.of(0),
                                        Cell.mean(-1.31, -1.24, -1.4),
                                        Cell.missing("nothing was generated"),
                                        Cell.missing("nothing was generated"))),
                        new Row(
                                "unguided",
                                List.of(
                                        Cell.mean(71.1, 80.2, 69.4),
                                        Cell.mean(0.00123, 0.00117, 0.00131),
                                        Cell.mean(-1.52, -1.49, -1.6),
                                        Cell.of(48210.4),
                                        Cell.of(32))),
                        new Row(
                                "guided",
                                List.of(
                                        Cell.mean(104.1, 93.6, 110.8),
                                        Cell.mean(0.0143, 0.0151, 0.0139),
                                        Cell.mean(0.62, 0.71, 0.55),
                                        Cell.of(9874.2),
                                        Cell.of(32)))));
    }

    private Charts charts() {
        return new Charts(
                "Learning",
                List.of(
                        new LineChart(
                                "Learning curves",
                                "Each evaluation plays 100 episodes. Thin lines are seeds, the band is one standard"
                                        + " error around their mean.",
                                Axis.linear("Updates"),
                                Axis.linear("Normalised score"),
                                List.of(
                                        series("real", 9, 500, 8, x -> 62 * (1 - Math.exp(-x / 1200))),
                                        series("unguided", 9, 500, 9, x -> 74 * (1 - Math.exp(-x / 1000))),
                                        series("guided", 9, 500, 9, x -> 103 * (1 - Math.exp(-x / 1400))))),
                        new LineChart(
                                "Dynamics error of each refresh",
                                "Lower is better; on a logarithmic axis.",
                                Axis.linear("Updates"),
                                Axis.logarithmic("Dynamics error"),
                                List.of(
                                        series("unguided", 4, 1000, 0.0001, x -> 0.00121),
                                        series("guided", 4, 1000, 0.001, x -> 0.002 + x * 4e-6))),
                        new LineChart(
                                "Policy log-likelihood of each refresh",
                                "Under the policy of that moment.",
                                Axis.linear("Updates"),
                                Axis.linear("Mean log π(a|s)"),
                                List.of(
                                        series("unguided", 4, 1000, 0.05, x -> -1.2 - x * 1e-4),
                                        series("guided", 4, 1000, 0.05, x -> -1.2 + x * 5e-4))),
                        new LineChart(
                                "Denoiser",
                                "Loss over denoiser updates.",
                                Axis.linear("Updates"),
                                Axis.logarithmic("Loss"),
                                List.of(
                                        series("training", 1000, 10, 0.02, x -> 0.08 + 0.8 * Math.exp(-x / 900)),
                                        series("held out", 50, 200, 0.004, x -> 0.09 + 0.8 * Math.exp(-x / 900)))),
                        new LineChart(
                                "Critic loss",
                                "Mean over the updates since the point before.",
                                Axis.linear("Updates"),
                                Axis.linear("Critic loss"),
                                List.of(
                                        series("real", 80, 50, 0.04, x -> 0.4 + 0.1 * Math.sin(x / 500)),
                                        series("unguided", 80, 50, 0.05, x -> 0.5 + 0.1 * Math.cos(x / 600)),
                                        series("guided", 80, 50, 0.05, x -> 0.6 + x * 5e-5)))));
    }

    private Series series(String name, int count, int every, double noise, DoubleUnaryOperator mean) {
        List<Line> lines = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            RandomSource source = random.split(name).split(count).split(seed);
            double shift = noise * source.nextGaussian();
            lines.add(new Line(
                    "seed " + seed,
                    IntStream.range(0, count)
                            .mapToObj(i -> new Point(
                                    (double) i * every,
                                    mean.applyAsDouble((double) i * every)
                                            + (shift + 0.4 * noise * source.nextGaussian()) * Math.min(1, 0.3 + i)))
                            .toList()));
        }
        return new Series(name, lines);
    }

    private static Facts facts() {
        return new Facts(
                "Setting",
                List.of(
                        Fact.of("Environment", "maze2d-umaze-v1"),
                        Fact.of("Environment: physics", "MuJoCo 2 (margin 0.002, regularisation 2/3)"),
                        Fact.of("Reference returns (score 0 and 100)", "23.85 and 161.86"),
                        Fact.of("Dataset", "100,000 steps, waypoint controller"),
                        Fact.of("Seeds", "0, 1, 2"),
                        Fact.of("Episodes an evaluation", "100"),
                        Fact.of("Machine", "2 processors, Linux x86_64, Java 17.0.15"),
                        Fact.timing("Duration", "8 min 12 s")));
    }

    private static Documents documents() {
        return new Documents(
                "Details",
                List.of(
                        Document.of("Effective configuration", """
                                name: maze2d-sample
                                seeds: [0, 1, 2]
                                environment: {type: maze2d, layout: umaze}
                                dataset: {type: collect, behaviour: waypoint, steps: 100000}
                                """),
                        Document.timing("Manifest", "{\n  \"leeway\" : \"0.1.0\",\n  \"seconds\" : 492.1\n}\n")));
    }
}
