package io.leeway.experiment.sweep;

import io.leeway.environment.wrapper.FlatEnvironments;
import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.artifact.Timings;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.RunDirectory;
import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.SweepAxis;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.experiment.sweep.results.SweepTask;
import io.leeway.report.Point;
import io.leeway.report.TrajectoryMap;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.config.ConfigurationTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A gatherer of a sweep's results from the folders of its runs; each environment is opened once. */
final class ResultGathering implements AutoCloseable {
    private static final int PATHS = 48;

    private final Application application;
    private final SweepOutcome outcome;
    private final Map<Configured<Environments>, Opened> opened = new HashMap<>();
    private final Set<String> varied = new LinkedHashSet<>();

    /** An environment, with what it is and its map. */
    private record Opened(
            Environments environments,
            EnvironmentSpec spec,
            @Nullable PlanarMap map) implements AutoCloseable {
        @Override
        public void close() {
            environments.close();
        }
    }

    ResultGathering(Application application, SweepOutcome outcome) {
        this.application = application;
        this.outcome = outcome;
        Map<String, Set<Object>> values = new TreeMap<>();
        List<Map<String, Object>> trees = outcome.plan().jobs().stream()
                .map(job -> dataset(job.job().experiment()))
                .toList();
        trees.forEach(tree -> tree.keySet().forEach(key -> values.put(key, new LinkedHashSet<>())));
        values.forEach((key, seen) -> {
            trees.forEach(tree -> seen.add(String.valueOf(tree.get(key))));
            if (seen.size() > 1 && !key.equals("type")) {
                varied.add(key);
            }
        });
    }

    private static Map<String, Object> dataset(ExperimentConfig experiment) {
        Map<String, Object> flat = new TreeMap<>();
        ConfigurationTree.of(experiment.denoising().dataset()).forEach((key, value) -> {
            if (value != null) {
                flat.put(key, value);
            }
        });
        return flat;
    }

    /** Returns the results. */
    SweepResults results(Map<String, String> documents) {
        Map<SweepPlan.Planned, String> failed = outcome.failed();
        List<JobResult> jobs = new ArrayList<>();
        for (SweepPlan.Planned job : outcome.plan().jobs()) {
            boolean finished = job.finished() || outcome.ended().contains(SweepRunner.runTask(job.folder()));
            String error = failed.get(job);
            for (long seed : job.job().experiment().seeds()) {
                jobs.add(new JobResult(
                        job.folder().getFileName() + "/seed-" + seed,
                        job.job().labels(),
                        seed,
                        error != null
                                ? JobResult.Status.FAILED
                                : finished ? JobResult.Status.FINISHED : JobResult.Status.PENDING,
                        error,
                        error == null && finished ? entries(job, seed) : List.of()));
            }
        }
        return new SweepResults(
                outcome.plan().sweep().name(), axes(), outcome.plan().sweep().baseline(), jobs, List.of(), documents);
    }

    private List<SweepAxis> axes() {
        List<SweepAxis> axes = new ArrayList<>();
        outcome.plan()
                .sweep()
                .axes()
                .forEach(axis -> axes.add(new SweepAxis(
                        axis.name(),
                        axis.labels(),
                        axis.paths().stream().allMatch(path -> path.matches("(environment|dataset)([.\\[].*)?"))
                                ? SweepAxis.Role.TASK
                                : SweepAxis.Role.VARIANT)));
        return axes;
    }

    private List<EntryResult> entries(SweepPlan.Planned job, long seed) {
        ExperimentConfig experiment = job.job().experiment();
        Opened environment = environment(experiment);
        List<EntryResult> entries = new ArrayList<>();
        for (String entry : experiment.experience().keySet()) {
            Path folder = job.folder().resolve(RunDirectory.CHECKPOINTS).resolve(AgentArtifact.name(entry, seed));
            AgentArtifact agent = new AgentArtifact(folder);
            AgentFigures figures = agent.figures();
            TrainingRecord record = agent.record();
            entries.add(new EntryResult(
                    entry,
                    new SweepTask(
                            environment == null ? "" : environment.spec().id(),
                            datasetName(experiment),
                            environment == null ? null : environment.spec().referenceScores()),
                    curve(record),
                    Optional.ofNullable(figures.returns()).orElse(List.of()),
                    figures.named(),
                    timings(record, agent),
                    id(folder),
                    job.folder(),
                    picture(agent, environment)));
        }
        return entries;
    }

    /** Returns what the store calls an artifact that a run's folder links to. */
    private static String id(Path link) {
        try {
            return String.valueOf(link.toRealPath().getFileName());
        } catch (IOException e) {
            throw new LeewayException("Cannot follow " + link + ": " + FileProblem.text(e), e);
        }
    }

    private static List<EntryResult.Evaluation> curve(TrainingRecord record) {
        List<EntryResult.Evaluation> curve = new ArrayList<>();
        for (MetricLog.Entry entry : record.log().entries()) {
            Double value = entry.metrics().get("return");
            if (entry.event().equals("evaluation") && value != null) {
                curve.add(new EntryResult.Evaluation(entry.step(), value));
            }
        }
        return curve;
    }

    private static Map<String, Double> timings(TrainingRecord record, AgentArtifact agent) {
        Map<String, Double> timings = new LinkedHashMap<>();
        agent.seconds().ifPresent(seconds -> timings.put("seconds", seconds));
        double seconds = record.timings().get(Timings.GENERATION_SECONDS);
        double transitions = record.timings().get(Timings.GENERATED_TRANSITIONS);
        if (transitions > 0 && seconds > 0) {
            timings.put("generation_seconds", seconds);
            timings.put("transitions_per_second", transitions / seconds);
        }
        return timings;
    }

    private static EntryResult.@Nullable Picture picture(AgentArtifact agent, @Nullable Opened environment) {
        if (environment == null || environment.map() == null || !agent.isPictured()) {
            return null;
        }
        PlanarMap map = environment.map();
        EnvironmentSpec spec = environment.spec();
        if (!(spec.observationSpace() instanceof Space.Box observations)
                || !(spec.actionSpace() instanceof Space.Box actions)) {
            return null;
        }
        return new EntryResult.Picture(map, () -> paths(agent, map, observations.size(), actions.size()));
    }

    private static List<List<Point>> paths(AgentArtifact agent, PlanarMap map, int observations, int actions) {
        return TrajectoryMap.Group.of("", map, agent.pictured(observations, actions), PATHS)
                .paths();
    }

    private String datasetName(ExperimentConfig experiment) {
        Map<String, Object> tree = dataset(experiment);
        StringBuilder name = new StringBuilder(experiment.denoising().dataset().type());
        varied.stream()
                .filter(tree::containsKey)
                .forEach(key -> name.append(' ').append(key).append('=').append(shown(tree.get(key))));
        return name.toString();
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private @Nullable Opened environment(ExperimentConfig experiment) {
        Configured<Environments> choice = experiment.environment();
        if (choice == null) {
            return null;
        }
        return opened.computeIfAbsent(choice, any -> {
            Environments made = FlatEnvironments.of(application.components().create(Objects.requireNonNull(choice)));
            return new Opened(made, made.spec(), made.map().orElse(null));
        });
    }

    @Override
    public void close() {
        opened.values().forEach(Opened::close);
    }
}
