package io.leeway.experiment.run;

import io.leeway.wiring.config.ConfigurationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The difference between what a stage depended on where it was planned, and what it depends on here. */
final class KeyDifference {
    private static final int MOST = 3;
    private static final int LONGEST = 120;

    private KeyDifference() {}

    /** Returns the first differences in words: {@code machine.java was '17.0.1' and is '25' here}. */
    static String between(Map<String, String> planned, Map<String, Object> key) {
        Map<String, String> here = new TreeMap<>(ConfigurationTree.leaves(key));
        List<String> differences = new ArrayList<>();
        planned.forEach((path, value) -> {
            String found = here.remove(path);
            if (found == null) {
                differences.add(path + " was '" + shortened(value) + "' and is not there here");
            } else if (!found.equals(value)) {
                differences.add(path + " was '" + shortened(only(value, found)) + "' and is '"
                        + shortened(only(found, value)) + "' here");
            }
        });
        here.forEach((path, value) -> differences.add(path + " is '" + shortened(value) + "' here"));
        String more = differences.size() > MOST ? ", and " + (differences.size() - MOST) + " more" : "";
        return String.join("; ", differences.subList(0, Math.min(MOST, differences.size()))) + more;
    }

    /** Returns the items of a list that another does not have, or else the whole. */
    private static String only(String list, String other) {
        if (!list.startsWith("[") || !other.startsWith("[")) {
            return list;
        }
        List<String> items = new ArrayList<>(items(list));
        items.removeAll(items(other));
        return String.join(", ", items);
    }

    private static List<String> items(String list) {
        return List.of(list.substring(1, list.length() - 1).split(", "));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
