package io.leeway.experiment.run;

import io.leeway.experiment.artifact.AgentArtifact;
import io.leeway.experiment.artifact.AgentFigures;
import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.artifact.TrainingRecord;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Artifact;
import io.leeway.experiment.store.Stage;
import io.leeway.experiment.tracking.Trackers;
import io.leeway.spi.Configured;
import io.leeway.spi.Tracker;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.config.ConfigurationTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records of a run under way: its folder, its manifest and its trackers. A finished experiment's folder only gains
 * links.
 */
final class Recording implements MetricListener, AutoCloseable {
    private final Application application;
    private final RunActivity activity;
    private final MadeArtifacts artifacts;
    private Trackers trackers = Trackers.none();
    private Tracker.Ending ending = Tracker.Ending.FAILED;
    private @Nullable Environments environments;
    private Path folder = Path.of("");
    private @Nullable RunDirectory directory;
    private @Nullable Manifest manifest;
    private boolean ahead;
    private final Set<Object> toldAhead = new HashSet<>();

    /** Work that makes stages before they are obtained, of an application whose work can be stopped. */
    interface Making {
        void by(Application application, Schedule.Listener listener);
    }

    /** Prepares the records of a run whose stages tell what they do, and are stopped, by its activity. */
    Recording(Application application, RunActivity activity) {
        this.application = application;
        this.activity = activity;
        artifacts =
                new MadeArtifacts(application.store(), application.settings().progress(), this, this::keep, activity);
    }

    /**
     * Opens the run's folder.
     *
     * @param target what is wanted: the folder of an experiment that was run to its end stays as it is for less than
     *     that
     */
    void begin(Experiment experiment, RunScope run, Target target) {
        List<Map.Entry<String, Tracker>> created =
                target == Target.AGENTS && experiment instanceof ExperimentConfig config
                        ? trackers(config, run)
                        : List.of();
        folder = folder(application, experiment, run);
        boolean less = target != Target.AGENTS && experiment instanceof ExperimentConfig;
        if (!less || !Manifest.isFinished(folder)) {
            directory = new RunDirectory(folder);
            activity.begin(folder, application.settings().clock());
            manifest = new Manifest(
                    experiment, application.settings(), run.environment().spec().orElse(null), folder);
        }
        if (!created.isEmpty()) {
            environments = run.environment().get().orElse(null);
            trackers = Trackers.of(
                    created,
                    folder,
                    ConfigurationTree.of((Record) experiment),
                    experiment.seeds(),
                    application.settings().clock(),
                    application.settings().progress()::say);
        }
    }

    /** Creates the trackers: what is wrong with their configuration is said before anything is made. */
    private static List<Map.Entry<String, Tracker>> trackers(ExperimentConfig config, RunScope run) {
        List<Map.Entry<String, Tracker>> created = new ArrayList<>();
        try {
            for (Configured<Tracker> tracker : config.trackers()) {
                created.add(Map.entry(tracker.type(), run.components().create(tracker)));
            }
            return created;
        } catch (RuntimeException e) {
            created.forEach(tracker -> tracker.getValue().close());
            throw e;
        }
    }

    /** Returns the folder of an experiment's run. */
    static Path folder(Application application, Experiment experiment, RunScope run) {
        String digest = run.inputs().experiment(experiment).substring(0, 8);
        return application.settings().runs().resolve(experiment.name() + "-" + digest);
    }

    /** Returns the run's folder. */
    Path folder() {
        return folder;
    }

    /** Returns the run's artifacts. */
    MadeArtifacts artifacts() {
        return artifacts;
    }

    /**
     * Has stages made side by side. Their metrics are told as they come, in whatever order; once they are gathered, the
     * folder's own begin anew in the order of the experiment, and trackers are told what they were not told before.
     *
     * @return why stages failed; none where they are all there to be gathered
     */
    List<Throwable> ahead(Making making) {
        List<Throwable> failures = new ArrayList<>();
        ahead = true;
        try {
            making.by(application, new Schedule.Listener() {
                @Override
                public void started(Task task) {
                    activity.started(task);
                }

                @Override
                public void finished(Task task) {
                    activity.finished(task);
                    artifacts.madeAhead(task.id());
                }

                @Override
                public void failed(Task task, Throwable failure) {
                    activity.failed(task, failure);
                    failures.add(failure);
                }
            });
        } finally {
            ahead = false;
        }
        if (directory != null && failures.isEmpty()) {
            directory.close();
            directory = new RunDirectory(folder);
        }
        return failures;
    }

    /** Writes the manifest with what was made so far. */
    void write(boolean finished) {
        if (manifest != null) {
            manifest.write(artifacts.made(), finished);
        }
    }

    /** Tells the trackers what the folder of a finished run has. */
    void tellFiles(Path report) {
        List.of(report, folder.resolve("manifest.json"), folder.resolve("metrics.jsonl"))
                .forEach(trackers::file);
    }

    /** Says that the run came to its end. */
    void finish() {
        ending = Tracker.Ending.FINISHED;
    }

    /** Says that the user asked the run to stop. */
    void stop() {
        ending = Tracker.Ending.STOPPED;
    }

    private void keep(Stage<?> stage, Artifact artifact) {
        RunDirectory.link(folder, stage.name(), artifact);
        write(false);
        if (!trackers.isEmpty() && artifact instanceof AgentArtifact agent) {
            tell(stage.series(), stage.name(), agent);
        }
    }

    private void tell(String series, String name, AgentArtifact agent) {
        long step = TrainingRecord.of(agent).log().entries().stream()
                .mapToLong(MetricLog.Entry::step)
                .max()
                .orElse(0);
        List<Double> returns = agent.figures().returns();
        if (returns != null) {
            histogram(
                    series,
                    step,
                    AgentFigures.RETURNS,
                    returns.stream().mapToDouble(Double::doubleValue).toArray());
        }
        try {
            AgentPicture.of(name, agent, environments)
                    .ifPresent(image -> trackers.picture(series, step, AgentPicture.NAME, image));
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Java says so where a machine has no fonts.
            application.settings().progress().say("Warning: no picture of " + name + " for the trackers: " + e);
        }
    }

    @Override
    public synchronized void record(String series, MetricLog.Entry entry) {
        if (directory != null) {
            directory.record(series, entry);
        }
        if (trackers.isEmpty()) {
            return;
        }
        List<Object> told = List.of(series, entry);
        if (ahead) {
            toldAhead.add(told);
        } else if (toldAhead.contains(told)) {
            return;
        }
        trackers.record(series, entry);
    }

    @Override
    public synchronized void histogram(String series, long step, String name, double[] values) {
        trackers.histogram(series, step, name, values);
    }

    @Override
    public void close() {
        try (activity) {
            if (directory != null) {
                directory.close();
            }
        } finally {
            trackers.end(ending);
        }
    }
}
