package io.leeway.datasettools.verification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Violations of each rule: how many there are, and the first places. */
public final class Findings {
    private static final int MOST_PLACES = 3;

    private final Map<Rule, Entry> entries = new EnumMap<>(Rule.class);

    private static final class Entry {
        private final List<String> places = new ArrayList<>();
        private long count;
    }

    /**
     * Violations of a rule.
     *
     * @param count how often
     * @param places the first of them: episode, column and row
     */
    record Finding(Rule rule, long count, List<String> places) {}

    /** Notes that a rule is broken somewhere; the place is made only if it is among the first. */
    void add(Rule rule, Supplier<String> place) {
        Entry entry = entries.computeIfAbsent(rule, key -> new Entry());
        if (entry.count++ < MOST_PLACES) {
            entry.places.add(place.get());
        }
    }

    /** Returns all, problems first. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>();
        entries.forEach((rule, entry) -> all.add(new Finding(rule, entry.count, List.copyOf(entry.places))));
        return all;
    }

    /** Names a value's place. */
    public static String place(int episode, String column, int row, int number, int rowSize) {
        return "episode " + episode + ", " + column + ", row " + row + (rowSize == 1 ? "" : ", column " + number);
    }
}
