package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.report.statistics.scores.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which variants are compared with which: with the baselines that the user named, or as many as are readable. */
final class Baselines {
    /** Up to as many variants each is compared with each, and otherwise all with the first. */
    static final int MOST_PAIRED = 6;

    /** The baselines: for each, a label by axis or by "experience". */
    private final List<Map<String, String>> named;

    Baselines(Map<String, List<String>> baseline) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> axis : baseline.entrySet()) {
            List<Map<String, String>> next = new ArrayList<>();
            for (Map<String, String> combination : combinations) {
                for (String label : axis.getValue()) {
                    Map<String, String> longer = new LinkedHashMap<>(combination);
                    longer.put(axis.getKey(), label);
                    next.add(longer);
                }
            }
            combinations = next;
        }
        named = baseline.isEmpty() ? List.of() : combinations;
    }

    /** Returns whether the user named them. */
    boolean areNamed() {
        return !named.isEmpty();
    }

    /** Returns the pairs of these variants, those of one baseline together. */
    List<Pair<Variant>> pairs(List<Variant> variants) {
        if (named.isEmpty()) {
            return Pair.among(variants, MOST_PAIRED);
        }
        List<Pair<Variant>> pairs = new ArrayList<>();
        for (int rank = 0; rank < named.size(); rank++) {
            Map<String, String> wanted = named.get(rank);
            for (Variant baseline : variants) {
                if (rank(baseline) == rank) {
                    for (Variant variant : variants) {
                        if (rank(variant) > rank && agree(variant, baseline, wanted.keySet())) {
                            pairs.add(new Pair<>(variant, baseline));
                        }
                    }
                }
            }
        }
        return pairs;
    }

    /** Returns which of the baselines a variant is, or their number where it is none. */
    private int rank(Variant variant) {
        int rank = 0;
        while (rank < named.size() && !is(variant, named.get(rank))) {
            rank++;
        }
        return rank;
    }

    private static boolean is(Variant variant, Map<String, String> wanted) {
        return wanted.entrySet().stream().allMatch(label -> label.getValue().equals(label(variant, label.getKey())));
    }

    private static String label(Variant variant, String axis) {
        String label = variant.point().get(axis);
        return label == null && axis.equals(SweepResults.EXPERIENCE) ? variant.entry() : String.valueOf(label);
    }

    /**
     * Returns whether all is equal but for these axes; an axis that does not apply to one of the two does not count.
     */
    private static boolean agree(Variant one, Variant other, Set<String> but) {
        boolean entries = but.contains(SweepResults.EXPERIENCE) || one.entry().equals(other.entry());
        return entries
                && one.point().entrySet().stream()
                        .filter(label -> !but.contains(label.getKey()))
                        .allMatch(label -> {
                            String there = other.point().get(label.getKey());
                            return there == null || there.equals(label.getValue());
                        });
    }
}
