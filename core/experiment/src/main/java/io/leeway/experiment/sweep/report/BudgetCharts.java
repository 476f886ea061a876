package io.leeway.experiment.sweep.report;

import io.leeway.report.BandChart;
import io.leeway.report.BandChart.Band;
import io.leeway.report.Chart;
import io.leeway.report.LineChart.Axis;
import io.leeway.report.statistics.scores.Estimate;
import io.leeway.report.statistics.scores.OnlineBudget;
import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The charts of expected scores under an online budget: which of the trained policies would be chosen by playing. */
final class BudgetCharts {
    private static final int MOST_TASKS = 4;
    private static final int MOST_GROUPS = 8;
    private static final OnlineBudget BUDGET = new OnlineBudget(8, 500, 200, 2, 500);

    private final Agents agents;
    private final RandomSource random;

    BudgetCharts(Agents agents, RandomSource random) {
        this.agents = agents;
        this.random = random.split("budget");
    }

    /** Returns a chart for each task on which some group has several policies whose episodes are known. */
    List<Chart> charts() {
        List<Chart> charts = new ArrayList<>();
        for (String task : agents.tasks().subList(0, Math.min(agents.tasks().size(), MOST_TASKS))) {
            List<BandChart.Series> series = new ArrayList<>();
            groups(task).forEach((name, policies) -> {
                if (policies.size() > 1 && series.size() < MOST_GROUPS) {
                    series.add(new BandChart.Series(
                            name + " (" + policies.size() + " policies)",
                            points(policies, random.split(task).split(name))));
                }
            });
            if (!series.isEmpty()) {
                charts.add(new BandChart(
                        "Online budget: " + task,
                        "The expected score of the policy that a bandit chooses with a budget of evaluation episodes"
                                + " (upper confidence bounds with α = 2, " + BUDGET.trials() + " trials of "
                                + BUDGET.subsample() + " of a group's policies, as Unifloral's protocol has it); a"
                                + " group is all policies of one entry, whatever their other settings and seeds. Bands"
                                + " are bootstrapped 95 % intervals over trials.",
                        Axis.logarithmic("Evaluation episodes"),
                        Axis.linear(agents.normalized() ? "Expected normalised score" : "Expected return"),
                        series));
            }
        }
        return charts;
    }

    /** Returns the scores of the episodes of a task's policies, by entry. */
    private Map<String, List<double[]>> groups(String task) {
        Map<String, List<double[]>> groups = new LinkedHashMap<>();
        for (Agent agent : agents.all()) {
            double[] episodes = agent.result().returns().stream()
                    .mapToDouble(episode -> agent.result().task().score(episode))
                    .toArray();
            boolean finite = Arrays.stream(episodes).allMatch(Double::isFinite);
            if (agent.task().equals(task) && episodes.length > 0 && finite) {
                groups.computeIfAbsent(agent.result().entry(), any -> new ArrayList<>())
                        .add(episodes);
            }
        }
        return groups;
    }

    private static List<Band> points(List<double[]> policies, RandomSource random) {
        List<Estimate> estimates = BUDGET.expectedScores(policies.toArray(double[][]::new), random);
        List<Band> points = new ArrayList<>();
        for (int pull = 1; pull <= estimates.size(); pull++) {
            Estimate estimate = estimates.get(pull - 1);
            points.add(new Band(pull, estimate.value(), estimate.low(), estimate.high()));
        }
        return points;
    }
}
