package io.leeway.trackers.keeping;

import java.util.HashMap;
import java.util.Map;

/** The last step that is kept of each name of one series. */
public final class LastSteps {
    private final Map<String, Long> steps = new HashMap<>();

    /** Notes that a step is kept. */
    public void note(String name, long step) {
        steps.merge(name, step, Math::max);
    }

    /** Returns whether a step is above the last one of a name, and notes it then. */
    public boolean advance(String name, long step) {
        Long last = steps.get(name);
        if (last != null && last >= step) {
            return false;
        }
        steps.put(name, step);
        return true;
    }
}
