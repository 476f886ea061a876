package io.leeway.report.statistics.scores;

import java.util.ArrayList;
import java.util.List;

/**
 * A variant, and the one that it is compared with.
 *
 * @param variant what is compared
 * @param baseline what with
 * @param <V> what variants are
 */
public record Pair<V>(V variant, V baseline) {
    /**
     * Returns which of some variants are compared where nobody named a baseline.
     *
     * @param most up to as many each is compared with each before it, and otherwise all with the first
     */
    public static <V> List<Pair<V>> among(List<V> variants, int most) {
        List<Pair<V>> pairs = new ArrayList<>();
        int baselines = variants.size() <= most ? variants.size() : 1;
        for (int baseline = 0; baseline < baselines; baseline++) {
            for (V variant : variants.subList(baseline + 1, variants.size())) {
                pairs.add(new Pair<>(variant, variants.get(baseline)));
            }
        }
        return pairs;
    }
}
