package io.leeway.wiring.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A collection of what is wrong. */
final class Problems {
    private final List<ConfigurationProblem> found = new ArrayList<>();

    void add(Location location, String path, String text) {
        found.add(new ConfigurationProblem(location, path, text));
    }

    List<ConfigurationProblem> all() {
        return List.copyOf(found);
    }

    /** Returns a node as YAML; null, with the reasons added, if it is the text of an option that is none. */
    @Nullable
    YamlNode read(YamlNode node) {
        if (!(node instanceof YamlNode.Given given)) {
            return node;
        }
        found.addAll(given.problems());
        return given.read();
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
