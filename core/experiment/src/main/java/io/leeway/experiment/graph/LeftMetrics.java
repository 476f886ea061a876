package io.leeway.experiment.graph;

import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.StageProgress;

/** A listener that also leaves the metrics of a stage where whoever looks at its progress finds them. */
record LeftMetrics(MetricListener listener) implements MetricListener {
    @Override
    public void record(String series, MetricLog.Entry entry) {
        StageProgress.leave(series, entry.tree());
        listener.record(series, entry);
    }

    @Override
    public void histogram(String series, long step, String name, double[] values) {
        listener.histogram(series, step, name, values);
    }
}
