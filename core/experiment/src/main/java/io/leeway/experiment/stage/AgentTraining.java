package io.leeway.experiment.stage;

import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.artifact.Timings;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.store.Checkpoints;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.inject.Promised;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The stage that trains and evaluates one agent on one experience.
 *
 * <p>At each step of the schedule the order is: checkpoint if due, refresh if due, evaluate if due, update. Updates are
 * asked for in calls whose ends fall on multiples of fixed numbers, so that where a run was interrupted leaves no
 * trace.
 */
public final class AgentTraining {
    private static final int CALL = 50;
    private static final int LOG_EVERY = 100;
    private static final int EXAMINE_EVERY = 500;
    private static final int MEASURED = 20_000;

    private final ExperimentConfig config;
    private final Seed seed;
    private final Agent agent;
    private final ExperienceSource experience;
    private final Dataset dataset;
    private final RunEnvironment environment;
    private final Progress progress;
    private final MetricListener listener;

    @Inject
    AgentTraining(
            Experiment experiment,
            Seed seed,
            @Promised Agent agent,
            @Promised ExperienceSource experience,
            @Promised Dataset dataset,
            RunEnvironment environment,
            @Promised Progress progress,
            MetricListener listener) {
        this.config = (ExperimentConfig) experiment;
        this.seed = seed;
        this.agent = agent;
        this.experience = experience;
        this.dataset = dataset;
        this.environment = environment;
        this.progress = progress;
        this.listener = listener;
    }

    /** Trains the scope's agent into a folder, and ends what its experience does in the background. */
    void make(String title, String series, Path output, Checkpoints checkpoints) {
        try (experience) {
            new Work("Training " + title, series).make(output, checkpoints);
        }
    }

    /** The training of the agent. */
    private final class Work {
        private final String title;
        private final String series;
        private final @Nullable Evaluator evaluator;
        private final QualityMeter meter;
        private final RefreshDiagnosis brief;
        private final EnvironmentSpec.@Nullable ReferenceScores reference;
        private final TrainingRecord record;
        private final Timings timings;
        private final EarlyWarnings warnings = new EarlyWarnings();
        private final MetricMeans means = new MetricMeans();
        private Map<String, Double> refreshFigures = Map.of();
        private double[] returns = {};
        private String latestScore = "";

        Work(String title, String series) {
            this.title = title;
            this.series = series;
            Environments environments = environment.get().orElse(null);
            evaluator = environments == null
                    ? null
                    : new Evaluator(environments, config.evaluation().quota(), seed.stream("evaluation"), progress);
            meter = new QualityMeter(environments, dataset);
            brief = new RefreshDiagnosis(dataset, seed);
            reference = environments == null ? null : environments.spec().referenceScores();
            record = new TrainingRecord(entry -> listener.record(series, entry));
            timings = record.timings();
        }

        void make(Path output, Checkpoints checkpoints) {
            checkpoints.latest().ifPresent(this::resume);
            int updates = config.agent().updates();
            try (Progress.Task task = progress.begin(title, updates, "updates")) {
                task.advance(agent.step(), "");
                while (true) {
                    long step = agent.step();
                    if (step > 0 && means.isEmpty()) {
                        checkpoints.saveIfDue(step, this::save);
                    }
                    refreshIfDue(step);
                    evaluateIfDue(step, task);
                    if (step >= updates) {
                        break;
                    }
                    update(step, task);
                }
            }
            finish(output);
        }

        private void refreshIfDue(long step) {
            long every = experience.refreshEvery();
            boolean scheduled =
                    every > 0 && step % every == 0 && step < config.agent().updates();
            if (step > 0 && !scheduled) {
                return;
            }
            timings.measure(Timings.GENERATION_SECONDS, () -> refreshFigures = experience.refresh(agent, step));
            timings.add(Timings.GENERATION_SECONDS, experience.secondsBeside());
            experience.synthetic().ifPresent(trajectories -> {
                Transitions transitions = trajectories.transitions();
                timings.add(Timings.GENERATED_TRANSITIONS, transitions.count());
                Map<String, Double> metrics = new LinkedHashMap<>(refreshFigures);
                metrics.putAll(meter.measure(transitions, agent.policy()).figures());
                brief.figures(trajectories).forEach(metrics::putIfAbsent);
                record.log().add("refresh", step, metrics);
            });
        }

        private void evaluateIfDue(long step, Progress.Task task) {
            boolean due = step % config.evaluation().every() == 0
                    || step == config.agent().updates();
            if (evaluator == null || !due) {
                return;
            }
            long start = System.nanoTime();
            returns = evaluator.evaluate(agent.policy());
            timings.add("evaluation_seconds", (System.nanoTime() - start) * 1e-9);
            Map<String, Double> metrics = scores(returns);
            record.log().add("evaluation", step, metrics);
            listener.histogram(series, step, AgentFigures.RETURNS, returns);
            latestScore = shown(metrics);
            task.advance(0, latestScore);
        }

        private Map<String, Double> scores(double[] played) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            double mean = Evaluator.mean(played);
            metrics.put("return", mean);
            if (reference != null) {
                metrics.put("normalized_score", reference.normalize(mean));
            }
            return metrics;
        }

        private static String shown(Map<String, Double> metrics) {
            Double score = metrics.get("normalized_score");
            return score == null
                    ? String.format(Locale.ROOT, "return %.1f", metrics.get("return"))
                    : String.format(Locale.ROOT, "score %.1f", score);
        }

        private void update(long step, Progress.Task task) {
            long end = Math.min(config.agent().updates(), next(step, CALL));
            end = Math.min(end, next(step, config.evaluation().every()));
            if (experience.refreshEvery() > 0) {
                end = Math.min(end, next(step, experience.refreshEvery()));
            }
            int times = (int) (end - step);
            timings.measure("training_seconds", () -> means.add(agent.update(experience, times), times));
            if (agent.step() % LOG_EVERY == 0 || agent.step() == config.agent().updates()) {
                Map<String, Double> figures = means.take();
                if (agent.step() % EXAMINE_EVERY == 0
                        || agent.step() == config.agent().updates()) {
                    figures.putAll(agent.examine(experience));
                    warnings.of(agent.step(), figures).forEach(warning -> progress.say(title + ": " + warning));
                }
                record.log().add("update", agent.step(), figures);
            }
            task.advance(times, latestScore);
        }

        private static long next(long step, long every) {
            return (step / every + 1) * every;
        }

        private void save(Path folder) {
            AgentArtifact checkpoint = new AgentArtifact(folder);
            checkpoint.save(agent, record);
            checkpoint.save(experience);
        }

        private void resume(Path folder) {
            AgentArtifact checkpoint = new AgentArtifact(folder);
            checkpoint.load(agent, record);
            checkpoint.load(experience);
            progress.say(title + ": going on from update " + agent.step());
        }

        private void finish(Path output) {
            AgentArtifact artifact = new AgentArtifact(output);
            artifact.save(agent, record);
            Transitions measured = experience
                    .synthetic()
                    .map(Trajectories::transitions)
                    .orElseGet(() -> sample(dataset.transitions()));
            Map<String, Double> scores = evaluator == null ? Map.of() : scores(returns);
            artifact.write(new AgentFigures(
                    scores.get("return"),
                    scores.get("normalized_score"),
                    evaluator == null ? null : Arrays.stream(returns).boxed().toList(),
                    meter.measure(measured, agent.policy()),
                    networkEvaluations()));
            experience.synthetic().ifPresent(artifact::picture);
        }

        /** Returns the denoiser evaluations of the last refresh, where there were any. */
        private @Nullable Double networkEvaluations() {
            return record.log().entries().stream()
                    .filter(entry -> entry.event().equals("refresh"))
                    .map(entry -> entry.metrics().get("network_evaluations"))
                    .filter(Objects::nonNull)
                    .reduce((first, second) -> second)
                    .orElse(null);
        }
    }

    /** Returns evenly spread transitions: as many as a refresh is measured on at most. */
    private static Transitions sample(Transitions all) {
        int count = Math.min(MEASURED, all.count());
        Transitions some = Transitions.zeros(all.observationSize(), all.actionSize(), count);
        for (int row = 0; row < count; row++) {
            some.copyRow(all, (int) ((long) row * all.count() / count), row);
        }
        return some;
    }
}
