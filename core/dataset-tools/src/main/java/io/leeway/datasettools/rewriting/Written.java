package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetPath;
import io.leeway.report.statistics.Distribution;
import io.leeway.spi.data.Episode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The totals of a dataset that was written.
 *
 * @param dataset where
 * @param episodes how many
 * @param steps how many they have
 * @param meanReturn of the episodes, undiscounted
 * @param remarks what there is to say of how the input was read, a sentence each
 */
public record Written(DatasetPath dataset, int episodes, long steps, double meanReturn, List<String> remarks) {
    static Written nothing(DatasetPath dataset) {
        return new Written(dataset, 0, 0, 0, List.of());
    }

    Written plus(Episode episode) {
        int count = episodes + 1;
        double mean = meanReturn + (episode.undiscountedReturn() - meanReturn) / count;
        return new Written(dataset, count, steps + episode.steps(), mean, remarks);
    }

    Written with(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new Written(dataset, episodes, steps, meanReturn, List.copyOf(all));
    }

    /** Returns it as JSON has it. */
    public Map<String, @Nullable Object> tree() {
        Map<String, @Nullable Object> tree = new LinkedHashMap<>();
        tree.put("output", dataset.path().toString());
        tree.put("format", dataset.formatName());
        tree.put("episodes", episodes);
        tree.put("steps", steps);
        tree.put("mean_return", Distribution.finite(meanReturn));
        tree.put("remarks", remarks);
        return tree;
    }
}
