package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetPath;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.data.Episode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a dataset that was written.
 *
 * @param dataset where
 * @param episodes how many
 * @param steps how many they have
 * @param meanReturn of the episodes, undiscounted
 */
public record Written(DatasetPath dataset, int episodes, long steps, double meanReturn) {
    static Written nothing(DatasetPath dataset) {
        return new Written(dataset, 0, 0, 0);
    }

    Written plus(Episode episode) {
        int count = episodes + 1;
        double mean = meanReturn + (episode.undiscountedReturn() - meanReturn) / count;
        return new Written(dataset, count, steps + episode.steps(), mean);
    }

    /** Returns it as JSON has it. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("output", dataset.path().toString());
        tree.put("format", dataset.formatName());
        tree.put("episodes", episodes);
        tree.put("steps", steps);
        tree.put("mean_return", Distribution.finite(meanReturn));
        return tree;
    }
}
