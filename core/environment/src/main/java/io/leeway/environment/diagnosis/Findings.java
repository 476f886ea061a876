package io.leeway.environment.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings of measures on one subject.
 *
 * @param figures by the names of {@link Figure}s; none that is not finite
 * @param curves what there is to draw
 * @param columns by the names of {@link Columns#names}: the Wasserstein-1 distance of each; empty where not measured
 * @param notes what could not be measured and why, a sentence each
 */
public record Findings(
        Map<String, Double> figures, List<Curve> curves, Map<String, Double> columns, List<String> notes) {
    /** Returns no findings, to add to. */
    static Findings none() {
        return new Findings(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
    }

    /** Adds a figure; one that is not finite is none. */
    Findings figure(String name, double value) {
        if (Double.isFinite(value)) {
            figures.put(name, value);
        }
        return this;
    }

    /** Adds what another measure found. */
    void add(Findings others) {
        figures.putAll(others.figures);
        curves.addAll(others.curves);
        columns.putAll(others.columns);
        notes.addAll(others.notes);
    }

    /** Returns the same, not to be changed any more. */
    Findings complete() {
        return new Findings(
                Collections.unmodifiableMap(figures),
                List.copyOf(curves),
                Collections.unmodifiableMap(columns),
                List.copyOf(notes));
    }
}
