package io.leeway.experiment.stage;

import java.util.LinkedHashMap;
import java.util.Map;

/** Means of metrics over calls of several updates each. */
final class MetricMeans {
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private long weight;

    void add(Map<String, Double> metrics, int updates) {
        metrics.forEach((name, value) -> sums.merge(name, value * updates, Double::sum));
        weight += updates;
    }

    boolean isEmpty() {
        return weight == 0;
    }

    /** Returns the means and begins anew. */
    Map<String, Double> take() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> means.put(name, sum / weight));
        sums.clear();
        weight = 0;
        return means;
    }
}
