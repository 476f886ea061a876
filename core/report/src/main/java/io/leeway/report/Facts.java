package io.leeway.report;

import java.util.List;

/**
 * The circumstances by which a reader judges the results: environment, dataset, seeds, machine.
 *
 * @param title the heading
 * @param facts shown in this order
 */
public record Facts(String title, List<Fact> facts) implements Section {
    /**
     * A name and its value.
     *
     * @param name for example "Environment"
     * @param value for example "maze2d-umaze-v1"
     * @param timing whether it differs between two runs of the same seed
     */
    public record Fact(String name, String value, boolean timing) {
        /** Returns a fact that every run of the same seed repeats. */
        public static Fact of(String name, String value) {
            return new Fact(name, value, false);
        }

        /** Returns a fact about time or speed. */
        public static Fact timing(String name, String value) {
            return new Fact(name, value, true);
        }
    }

    /** Copies the list. */
    public Facts {
        facts = List.copyOf(facts);
    }

    @Override
    public boolean isEmpty() {
        return facts.isEmpty();
    }

    @Override
    public Facts withoutTimings() {
        return new Facts(title, facts.stream().filter(fact -> !fact.timing()).toList());
    }
}
