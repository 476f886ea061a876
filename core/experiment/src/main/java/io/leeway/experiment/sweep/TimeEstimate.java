package io.leeway.experiment.sweep;

import io.leeway.experiment.run.StageGraph;
import io.leeway.experiment.store.ArtifactStore;
import io.leeway.experiment.store.Recorded;
import io.leeway.wiring.config.ConfigurationTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * An estimate of how long stages take, from what the store has measured: as long as the finished artifact of the same
 * kind that differs from it in the fewest values.
 */
final class TimeEstimate {
    private static final int MOST_COMPARED = 500;

    private final Map<String, List<Measured>> measured = new HashMap<>();

    /** What was made, and how long it took. */
    private record Measured(Map<String, String> values, double seconds) {}

    /** Reads what a store has measured. */
    TimeEstimate(ArtifactStore store) {
        for (Recorded recorded : Recorded.in(store)) {
            List<Measured> same = measured.computeIfAbsent(recorded.kind(), any -> new ArrayList<>());
            if (recorded.seconds().isPresent() && same.size() < MOST_COMPARED) {
                same.add(
                        new Measured(flat(recorded.inputs()), recorded.seconds().getAsDouble()));
            }
        }
    }

    /** Returns an estimate in seconds; nothing where no artifact of the kind was made yet. */
    OptionalDouble seconds(StageGraph.Node node) {
        String kind = node.id().substring(0, node.id().lastIndexOf('-'));
        List<Measured> same = measured.getOrDefault(kind, List.of());
        Map<String, String> wanted = flat(node.key());
        Measured nearest = null;
        long least = Long.MAX_VALUE;
        for (Measured each : same) {
            long distance = distance(wanted, each.values());
            if (distance < least) {
                least = distance;
                nearest = each;
            }
        }
        return nearest == null ? OptionalDouble.empty() : OptionalDouble.of(nearest.seconds());
    }

    private static long distance(Map<String, String> one, Map<String, String> other) {
        long different = one.entrySet().stream()
                .filter(entry -> !Objects.equals(entry.getValue(), other.get(entry.getKey())))
                .count();
        return different
                + other.keySet().stream().filter(key -> !one.containsKey(key)).count();
    }

    /** Returns the leaves of a tree by their paths, without digests, which are far from each other in any case. */
    private static Map<String, String> flat(Map<String, Object> tree) {
        Map<String, Object> read = new LinkedHashMap<>(tree);
        read.keySet().removeAll(List.of("core", "made_of", "identity", "seed", "machine"));
        return ConfigurationTree.leaves(read);
    }
}
