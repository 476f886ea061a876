package io.leeway.experiment;

import io.leeway.environment.evaluation.Evaluator;
import io.leeway.environment.evaluation.QualityMeter;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.support.NumpyArchive;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stage that trains and evaluates one agent on one experience.
 *
 * <p>At each step of the schedule the order is: checkpoint if due, refresh if due, evaluate if due, update. Updates are asked
 * for in calls whose ends fall on multiples of fixed numbers, so that where a run was interrupted leaves no trace.
 */
final class AgentTraining {
    private static final int CALL = 50;
    private static final int LOG_EVERY = 100;
    private static final int EXAMINE_EVERY = 500;
    private static final int PICTURED = 64;

    private final String title;
    private final Agent agent;
    private final ExperienceSource experience;
    private final ExperimentConfig config;
    private final @Nullable Evaluator evaluator;
    private final QualityMeter meter;
    private final Transitions real;
    private final EnvironmentSpec.@Nullable ReferenceScores reference;
    private final Progress progress;
    private final MetricLog log;
    private final Timings timings = new Timings();
    private final EarlyWarnings warnings = new EarlyWarnings();
    private final MetricMeans means = new MetricMeans();
    private Map<String, Double> refreshFigures = Map.of();
    private double[] returns = {};
    private String latestScore = "";

    /** What the training needs of its seed; there is no evaluator where there is no environment. */
    record Setting(
            String title,
            ExperimentConfig config,
            @Nullable Evaluator evaluator,
            QualityMeter meter,
            Transitions real,
            EnvironmentSpec.@Nullable ReferenceScores reference,
            Progress progress) {}

    AgentTraining(Setting setting, Agent agent, ExperienceSource experience, Consumer<MetricLog.Entry> listener) {
        this.title = setting.title();
        this.config = setting.config();
        this.evaluator = setting.evaluator();
        this.meter = setting.meter();
        this.real = setting.real();
        this.reference = setting.reference();
        this.progress = setting.progress();
        this.agent = agent;
        this.experience = experience;
        this.log = new MetricLog(listener);
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
        timings.measure("generation_seconds", () -> refreshFigures = experience.refresh(agent, step));
        experience.synthetic().ifPresent(trajectories -> {
            Transitions transitions = trajectories.transitions();
            timings.add("generated_transitions", transitions.count());
            Map<String, Double> metrics = new LinkedHashMap<>(refreshFigures);
            metrics.putAll(meter.measure(transitions, agent.policy()));
            log.add("refresh", step, metrics);
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
        log.add("evaluation", step, metrics);
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
            log.add("update", agent.step(), figures);
        }
        task.advance(times, latestScore);
    }

    private static long next(long step, long every) {
        return (step / every + 1) * every;
    }

    private void save(Path folder) {
        agent.save(Folders.create(folder.resolve("agent")));
        experience.save(Folders.create(folder.resolve("experience")));
        log.write(folder.resolve("metrics.jsonl"));
        timings.write(folder.resolve("timings.json"));
    }

    private void resume(Path checkpoint) {
        agent.load(checkpoint.resolve("agent"));
        experience.load(checkpoint.resolve("experience"));
        log.read(checkpoint.resolve("metrics.jsonl"));
        timings.read(checkpoint.resolve("timings.json"));
        progress.say(title + ": going on from update " + agent.step());
    }

    private void finish(Path output) {
        agent.save(Folders.create(output.resolve("agent")));
        log.write(output.resolve("metrics.jsonl"));
        timings.write(output.resolve("timings.json"));
        Transitions measured =
                experience.synthetic().map(Trajectories::transitions).orElse(real);
        Map<String, Object> summary = new LinkedHashMap<>();
        if (evaluator != null) {
            summary.putAll(scores(returns));
            summary.put("returns", returns);
        }
        summary.putAll(meter.measure(measured, agent.policy()));
        log.entries().stream()
                .filter(entry -> entry.event().equals("refresh"))
                .map(entry -> entry.metrics().get("network_evaluations"))
                .filter(Objects::nonNull)
                .reduce((first, second) -> second)
                .ifPresent(evaluations -> summary.put("network_evaluations", evaluations));
        Json.write(output.resolve("summary.json"), summary);
        experience.synthetic().ifPresent(trajectories -> picture(trajectories, output));
    }

    private static void picture(Trajectories trajectories, Path output) {
        Trajectories some = trajectories.slice(0, Math.min(PICTURED, trajectories.count()));
        new NumpyArchive()
                .put(
                        "trajectories",
                        some.values(),
                        some.count(),
                        some.horizon(),
                        some.layout().width())
                .write(output.resolve("pictured.npz"));
    }
}
