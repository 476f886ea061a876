package io.leeway.experiment.run;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Artifact;
import io.leeway.spi.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a run under way: its folder, its manifest and its trackers. A finished experiment's folder only gains
 * links.
 */
final class Recording implements MetricListener, AutoCloseable {
    private final Application application;
    private final MadeArtifacts artifacts;
    private final List<Tracker> trackers = new ArrayList<>();
    private Path folder = Path.of("");
    private @Nullable RunDirectory directory;
    private @Nullable Manifest manifest;

    Recording(Application application) {
        this.application = application;
        artifacts =
                new MadeArtifacts(application.store(), application.settings().progress(), this, this::keep);
    }

    /**
     * Opens the run's folder.
     *
     * @param target what is wanted: the folder of an experiment that was run to its end stays as it is for less than
     *     that
     */
    void begin(Experiment experiment, RunScope run, Target target) {
        folder = folder(application, experiment, run);
        boolean less = target != Target.AGENTS && experiment instanceof ExperimentConfig;
        if (!less || !Manifest.isFinished(folder)) {
            directory = new RunDirectory(folder);
            manifest = new Manifest(
                    experiment, application.settings(), run.environment().spec().orElse(null), folder);
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

    /** Adds what else receives the metrics. */
    void add(Tracker tracker) {
        trackers.add(tracker);
    }

    /** Writes the manifest with what was made so far. */
    void write(boolean finished) {
        if (manifest != null) {
            manifest.write(artifacts.made(), finished);
        }
    }

    private void keep(String name, Artifact artifact) {
        RunDirectory.link(folder, name, artifact);
        write(false);
    }

    @Override
    public void record(String series, MetricLog.Entry entry) {
        if (directory != null) {
            directory.record(series, entry);
        }
        trackers.forEach(tracker -> tracker.record(series, entry.step(), entry.metrics()));
    }

    @Override
    public void close() {
        if (directory != null) {
            directory.close();
        }
        RuntimeException first = null;
        for (Tracker tracker : trackers) {
            try {
                tracker.close();
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
