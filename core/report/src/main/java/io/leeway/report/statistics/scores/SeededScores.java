package io.leeway.report.statistics.scores;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The scores of one variant: one a task and a seed. Tasks may have different seeds. Runs have no order: what is worked
 * out of scores depends on none.
 */
public final class SeededScores {
    private final String variant;
    private final TreeMap<String, TreeMap<Long, Double>> byTask = new TreeMap<>();

    /** Gathers scores. */
    public static final class Builder {
        private final SeededScores scores;

        private Builder(String variant) {
            scores = new SeededScores(variant);
        }

        /**
         * Adds a score.
         *
         * @throws IllegalArgumentException if it is not finite, or there is one already, naming variant, task and seed
         */
        public Builder add(String task, long seed, double score) {
            String place = "of '" + scores.variant + "' on '" + task + "' with seed " + seed;
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("The score " + place + " is " + score + ", not a finite number");
            }
            if (scores.byTask.computeIfAbsent(task, any -> new TreeMap<>()).putIfAbsent(seed, score) != null) {
                throw new IllegalArgumentException("There are two scores " + place);
            }
            return this;
        }

        /**
         * Returns the scores.
         *
         * @throws IllegalArgumentException if there are none
         */
        public SeededScores build() {
            if (scores.byTask.isEmpty()) {
                throw new IllegalArgumentException("There is no score of '" + scores.variant + "'");
            }
            return scores;
        }
    }

    private SeededScores(String variant) {
        this.variant = variant;
    }

    /** Begins to gather the scores of a variant. */
    public static Builder of(String variant) {
        return new Builder(variant);
    }

    /** Returns whose scores they are. */
    public String variant() {
        return variant;
    }

    /** Returns the tasks in the order of their names, at least one. */
    public List<String> tasks() {
        return List.copyOf(byTask.keySet());
    }

    /** Returns the scores of a task by seed, ascending; empty where the task has none. */
    public SortedMap<Long, Double> bySeed(String task) {
        return Collections.unmodifiableSortedMap(byTask.getOrDefault(task, new TreeMap<>()));
    }

    /** Returns the least number of seeds that a task has. */
    public int fewestSeeds() {
        return byTask.values().stream().mapToInt(Map::size).min().orElse(0);
    }

    /** Returns the number of scores. */
    public int count() {
        return byTask.values().stream().mapToInt(Map::size).sum();
    }

    /** Returns the scores of these tasks, each of which has one. */
    public SeededScores only(Collection<String> tasks) {
        SeededScores only = new SeededScores(variant);
        tasks.forEach(task -> only.byTask.put(task, new TreeMap<>(bySeed(task))));
        return only;
    }

    /** Returns the scores by task, those of a task in ascending order. */
    public double[][] matrix() {
        List<double[]> tasks = new ArrayList<>();
        byTask.values()
                .forEach(runs -> tasks.add(runs.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray()));
        return tasks.toArray(double[][]::new);
    }
}
