package io.leeway.bridge.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rule for the keys that name servers. */
final class Targets {
    private Targets() {}

    /**
     * Checks that there is one server, or several different ones.
     *
     * @throws IllegalArgumentException naming the keys
     */
    static void check(@Nullable String target, List<String> targets) {
        if (target == null && targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "The key 'target' is missing: give the server's address, or those of several in 'targets'");
        } else if (target != null && !targets.isEmpty()) {
            throw new IllegalArgumentException("The keys 'target' (" + target + ") and 'targets' ("
                    + String.join(", ", targets) + ") exclude each other: give all servers in 'targets'");
        } else if (target != null && target.isBlank()) {
            throw new IllegalArgumentException("The key 'target' must not be blank: give HOST:PORT or unix:PATH");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < targets.size(); i++) {
            String each = targets.get(i);
            if (each.isBlank()) {
                throw new IllegalArgumentException(
                        "The key 'targets[" + i + "]' must not be blank: give HOST:PORT or unix:PATH");
            } else if (!seen.add(each)) {
                throw new IllegalArgumentException("The key 'targets[" + i + "]' names " + each + " again, as 'targets["
                        + targets.indexOf(each) + "]' does: name each server once");
            }
        }
    }
}
