package io.leeway.wiring.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** A collection of what is wrong. */
final class Problems {
    private final List<ConfigurationProblem> found = new ArrayList<>();

    void add(Location location, String path, String text) {
        found.add(new ConfigurationProblem(location, path, text));
    }

    int count() {
        return found.size();
    }

    /** Throws everything that was found, each once: what stands in the source first, by line, then the options. */
    void throwIfAny(String source) {
        if (!found.isEmpty()) {
            List<ConfigurationProblem> ordered = new ArrayList<>(new LinkedHashSet<>(found));
            ordered.sort(Comparator.comparing((ConfigurationProblem problem) ->
                            !problem.location().source().equals(source))
                    .thenComparing(problem -> problem.location().line())
                    .thenComparing(problem -> problem.location().column()));
            throw new ConfigurationException(source, ordered);
        }
    }
}
