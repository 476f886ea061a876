package io.leeway.experiment.sweep.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is compared: an entry of {@code experience} at values of the axes that are not the task's.
 *
 * @param name unique within the sweep
 * @param entry of the experience
 * @param point the value of each of these axes by its name; an axis that does not apply is left out
 */
record Variant(String name, String entry, Map<String, String> point) {
    Variant {
        point = Collections.unmodifiableMap(new LinkedHashMap<>(point));
    }
}
