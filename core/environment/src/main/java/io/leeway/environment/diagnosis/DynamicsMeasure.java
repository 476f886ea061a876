package io.leeway.environment.diagnosis;

import io.leeway.environment.diagnosis.Curve.Chart;
import io.leeway.environment.diagnosis.Figure.Better;
import io.leeway.spi.data.Transitions;
import java.util.List;
import java.util.function.Supplier;

/**
 * The errors of next observations and rewards against the environment's own step from the same observation and action,
 * over all transitions and by their step in a trajectory (Jackson et al. 2024, figure 6).
 */
final class DynamicsMeasure implements Measure {
    static final Chart DYNAMICS = new Chart(
            "dynamics_error_by_step",
            "Dynamics error by step",
            "Mean squared error of next observations against the environment's own step, in units of the data's"
                    + " variance. The level is real data's own: what cannot be undercut.",
            "Step in the trajectory",
            "Dynamics error",
            Curve.Scale.LOGARITHMIC_Y);
    static final Chart REWARD = new Chart(
            "reward_error_by_step",
            "Reward error by step",
            "Mean squared error of rewards against the environment's own, in units of the data's variance. The level is"
                    + " real data's own.",
            "Step in the trajectory",
            "Reward error",
            Curve.Scale.LOGARITHMIC_Y);
    private static final int MOST_POINTS = 64;

    private final Supplier<TrueSteps> steps;
    private final Columns columns;

    /** Prepares to measure with what gives true steps, which may fail. */
    DynamicsMeasure(Supplier<TrueSteps> steps, Columns columns) {
        this.steps = steps;
        this.columns = columns;
    }

    @Override
    public String title() {
        return "Truth to the dynamics";
    }

    @Override
    public List<Figure> figures() {
        return List.of(
                new Figure(
                        "dynamics_error",
                        "Dynamics error",
                        Better.LOWER,
                        "Mean squared error of next observations against the environment's own step, in units of the"
                                + " data's variance"),
                new Figure(
                        "dynamics_error_raw",
                        "Dynamics error, raw",
                        Better.LOWER,
                        "The same in the observations' own units"),
                new Figure(
                        "reward_error",
                        "Reward error",
                        Better.LOWER,
                        "Mean squared error of rewards against the environment's own, in the reward's own unit"),
                new Figure(
                        "reward_error_scaled",
                        "Reward error, scaled",
                        Better.LOWER,
                        "The same in units of the data's variance"),
                new Figure(
                        "refused",
                        "Refused",
                        Better.LOWER,
                        "Share of transitions from whose observation the simulator did not step"));
    }

    @Override
    public Findings of(Subject subject) {
        TrueSteps.Outcomes truth = steps.get().of(subject);
        Transitions given = subject.transitions();
        int horizon = 1;
        for (int step : subject.steps()) {
            horizon = Math.max(horizon, step + 1);
        }
        int each = (horizon + MOST_POINTS - 1) / MOST_POINTS;
        Sums sums = new Sums((horizon + each - 1) / each);
        for (int row = 0; row < given.count(); row++) {
            if (truth.known()[row]) {
                sums.add(given, truth, row, subject.steps().length == 0 ? 0 : subject.steps()[row] / each);
            }
        }
        Findings findings = Findings.none();
        findings.figure("dynamics_error", total(sums.scaled) / total(sums.counted));
        findings.figure("dynamics_error_raw", total(sums.raw) / total(sums.counted));
        findings.figure("reward_error", total(sums.rewards) / total(sums.rows));
        double variance = square(columns.deviation(columns.reward()));
        findings.figure("reward_error_scaled", total(sums.rewards) / total(sums.rows) / variance);
        findings.figure("refused", (double) truth.refused() / given.count());
        if (truth.refused() > 0) {
            findings.notes()
                    .add("The simulator refused " + truth.refused() + " of " + given.count()
                            + " observations, which do not count: " + truth.refusals());
        }
        boolean level = subject.steps().length == 0;
        add(findings, DYNAMICS, level, each, sums.scaled, sums.counted, 1);
        add(findings, REWARD, level, each, sums.rewards, sums.rows, variance);
        return findings;
    }

    private static void add(
            Findings findings, Chart chart, boolean level, int each, double[] sums, double[] counts, double unit) {
        double[] x = new double[level ? 0 : sums.length];
        double[] y = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            y[i] = sums[i] / counts[i] / unit;
            if (!level) {
                x[i] = i * each;
            }
        }
        findings.curves().add(new Curve(chart, x, y));
    }

    private static double total(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double square(double value) {
        return value * value;
    }

    /** Sums of squares by step. */
    private final class Sums {
        private final double[] scaled;
        private final double[] raw;
        private final double[] counted;
        private final double[] rewards;
        private final double[] rows;

        Sums(int steps) {
            scaled = new double[steps];
            raw = new double[steps];
            counted = new double[steps];
            rewards = new double[steps];
            rows = new double[steps];
        }

        void add(Transitions given, TrueSteps.Outcomes truth, int row, int step) {
            rewards[step] += square(given.rewards()[row] - truth.rewards()[row]);
            rows[step]++;
            if (given.terminals()[row] > 0.5f) {
                return;
            }
            int size = given.observationSize();
            for (int column = 0; column < size; column++) {
                double error = given.nextObservations()[row * size + column] - truth.next()[row * size + column];
                raw[step] += square(error);
                scaled[step] += square(error / columns.deviation(column));
            }
            counted[step] += size;
        }
    }
}
