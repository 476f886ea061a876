package io.leeway.experiment.artifact;

import io.leeway.experiment.store.Artifact;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The record of a training: its metrics in order, and its timings; in an artifact's folder, and in a checkpoint's. */
public final class TrainingRecord {
    private static final String METRICS = "metrics.jsonl";
    private static final String TIMINGS = "timings.json";

    private final MetricLog log;
    private final Timings timings = new Timings();

    /** Begins a record whose metrics also go to a listener, those of a checkpoint that is read among them. */
    public TrainingRecord(Consumer<MetricLog.Entry> listener) {
        log = new MetricLog(listener);
    }

    /** Returns the record of a finished training. */
    public static TrainingRecord of(Artifact artifact) {
        return of(artifact, entry -> {});
    }

    /** Returns the record of a finished training, whose metrics also go to a listener. */
    public static TrainingRecord of(Artifact artifact, Consumer<MetricLog.Entry> listener) {
        TrainingRecord record = new TrainingRecord(listener);
        record.read(artifact.directory());
        return record;
    }

    /** Returns the metrics. */
    public MetricLog log() {
        return log;
    }

    /** Returns the timings. */
    public Timings timings() {
        return timings;
    }

    /** Writes the record into a folder. */
    public void write(Path folder) {
        log.write(folder.resolve(METRICS));
        timings.write(folder.resolve(TIMINGS));
    }

    /** Adds the record that a folder has. */
    public void read(Path folder) {
        log.read(folder.resolve(METRICS));
        timings.read(folder.resolve(TIMINGS));
    }
}
