package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.EntryResult.Evaluation;
import io.leeway.experiment.sweep.results.EntryResult.Picture;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.JobResult.Status;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.experiment.sweep.results.SweepTask;
import io.leeway.report.Point;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Results of the size and shape of a real sweep's, made of invented figures: three entries of experience, two agents,
 * coefficients and layouts, with one job that failed and one that was not run.
 *
 * @param layouts of the maze, as tasks
 * @param coefficients of guidance
 * @param seeds of each point
 */
record SampleSweep(List<String> layouts, List<String> coefficients, int seeds) {
    private static final List<String> AGENTS = List.of("td3-bc", "iql");
    private static final int EPISODES = 20;
    private static final int EVALUATIONS = 8;

    /** Returns the sweep of the pictures: 96 jobs. */
    static SweepResults usual() {
        return new SampleSweep(List.of("umaze", "medium", "large"), List.of("0.5", "2"), 8).results();
    }

    SweepResults results() {
        return results(Map.of());
    }

    SweepResults results(Map<String, List<String>> baseline) {
        List<SweepAxis> axes = List.of(
                SweepAxis.of("environment.layout", "environment.layout", layouts),
                SweepAxis.of("agent.type", "agent.type", AGENTS),
                SweepAxis.of("guidance.coefficient", "experience.guided.guidance.coefficient", coefficients));
        List<JobResult> jobs = new ArrayList<>();
        for (String layout : layouts) {
            for (String agent : AGENTS) {
                for (String coefficient : coefficients) {
                    for (int seed = 0; seed < seeds; seed++) {
                        jobs.add(job(layout, agent, coefficient, seed, jobs.size()));
                    }
                }
            }
        }
        return new SweepResults(
                "guidance-benchmark",
                axes,
                baseline,
                jobs,
                List.of("Dataset: 1 episode of 240 was cut, for it holds a value that is not finite."),
                Map.of("Sweep file", "name: guidance-benchmark\nseeds: " + seeds + "\n"));
    }

    private JobResult job(String layout, String agent, String coefficient, int seed, int number) {
        Map<String, String> point = new LinkedHashMap<>();
        point.put("environment.layout", layout);
        point.put("agent.type", agent);
        point.put("guidance.coefficient", coefficient);
        String id = "job-" + String.format("%04d", number);
        if (number == 5) {
            return new JobResult(
                    id, point, seed, Status.FAILED, "The loss of the critic is NaN after 1,200 updates", List.of());
        }
        if (number == 7) {
            return new JobResult(id, point, seed, Status.PENDING, null, List.of());
        }
        RandomSource random = RandomSource.of(seed).split(layout).split(agent);
        double base = (agent.equals("iql") ? 38 : 52) - 14 * layouts.indexOf(layout) % 40 + 6 * random.nextGaussian();
        double gain = 9 + 5 * Math.log(1 + Double.parseDouble(coefficient));
        return new JobResult(
                id,
                point,
                seed,
                Status.FINISHED,
                null,
                List.of(
                        entry("real", "real " + agent, layout, seed, base, 0, random.split("real")),
                        entry("unguided", "unguided " + agent, layout, seed, base + 4, 20, random.split("unguided")),
                        entry(
                                "guided",
                                "guided " + agent + " " + coefficient,
                                layout,
                                seed,
                                base + gain,
                                40,
                                random.split("guided").split(coefficient))));
    }

    private EntryResult entry(
            String entry,
            String agent,
            String layout,
            int seed,
            double score,
            double evaluations,
            RandomSource random) {
        ReferenceScores references = new ReferenceScores(23.85, 161.86);
        double last = score + 5 * random.nextGaussian();
        List<Evaluation> curve = new ArrayList<>();
        for (int evaluation = 1; evaluation <= EVALUATIONS; evaluation++) {
            double part = 1 - Math.exp(-0.45 * evaluation);
            double noise = evaluation == EVALUATIONS ? 0 : 4 * random.nextGaussian();
            double value = evaluation == EVALUATIONS ? last : last * part + noise;
            curve.add(new Evaluation(500L * evaluation, raw(references, value)));
        }
        List<Double> returns = IntStream.range(0, EPISODES)
                .mapToObj(episode -> raw(references, last + 20 * random.nextGaussian()))
                .toList();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("return", raw(references, last));
        figures.put("normalized_score", last);
        figures.put(
                "dynamics_error", (evaluations == 0 ? 1e-9 : 0.002 + evaluations * 1e-4) * (1 + random.nextDouble()));
        figures.put("policy_log_likelihood", -1.2 + evaluations / 30 + 0.1 * random.nextGaussian());
        if (evaluations > 0) {
            figures.put("network_evaluations", evaluations);
        }
        Picture picture = new Picture(map(), () -> paths(random.split("paths")));
        return new EntryResult(
                entry,
                new SweepTask("maze2d-" + layout + "-v1", "waypoint, 100,000 steps", references),
                curve,
                returns,
                figures,
                Map.of("seconds", 60 + 10 * random.nextDouble()),
                agent + " " + layout + " " + seed,
                Path.of("runs", layout + "-" + seed),
                seed == 0 ? picture : null);
    }

    private static double raw(ReferenceScores references, double score) {
        return references.random() + score / 100 * (references.expert() - references.random());
    }

    private static PlanarMap map() {
        return new PlanarMap(
                0,
                1,
                List.of(
                        new Rectangle(0, 0, 5, 0.6),
                        new Rectangle(0, 4.4, 5, 5),
                        new Rectangle(0, 0, 0.6, 5),
                        new Rectangle(4.4, 0, 5, 5),
                        new Rectangle(1.6, 1.6, 3.4, 3.4)),
                new Circle(1.1, 1.1, 0.4));
    }

    private static List<List<Point>> paths(RandomSource random) {
        List<List<Point>> paths = new ArrayList<>();
        for (int path = 0; path < 24; path++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double radius = 1.2 + 0.4 * random.nextDouble();
            List<Point> points = new ArrayList<>();
            for (int step = 0; step < 32; step++) {
                points.add(new Point(2.5 + 1.15 * radius * Math.cos(angle), 2.5 + 1.15 * radius * Math.sin(angle)));
                angle += 0.05;
            }
            paths.add(points);
        }
        return paths;
    }
}
