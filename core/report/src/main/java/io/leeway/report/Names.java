package io.leeway.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A check that names tell their bearers apart. */
final class Names {
    private Names() {}

    static void requireDistinct(String owner, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(owner + " has '" + name + "' twice");
            }
        }
    }
}
