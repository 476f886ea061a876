package io.leeway.experiment.diagnosis;

import io.leeway.environment.diagnosis.Curve;
import io.leeway.environment.diagnosis.Diagnosis;
import io.leeway.environment.diagnosis.Findings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The findings on all sources.
 *
 * @param groups the figures that there are, in the order to show them
 * @param sources by name, the real data that is held out first
 * @param notes what could not be measured and why, a sentence each
 */
public record DiagnosisResult(List<Diagnosis.Group> groups, Map<String, Findings> sources, List<String> notes) {
    /** Copies what it is given. */
    public DiagnosisResult {
        groups = List.copyOf(groups);
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        notes = List.copyOf(notes);
    }

    /** Returns the result as a tree for JSON: one object a source. */
    public Map<String, Object> tree() {
        List<Object> all = new ArrayList<>();
        sources.forEach((name, findings) -> {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("name", name);
            source.put("figures", findings.figures());
            source.put("wasserstein_by_column", findings.columns());
            source.put(
                    "curves",
                    findings.curves().stream().map(DiagnosisResult::tree).toList());
            source.put("notes", findings.notes());
            all.add(source);
        });
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sources", all);
        tree.put("notes", notes);
        return tree;
    }

    private static Map<String, Object> tree(Curve curve) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", curve.chart().name());
        tree.put("x", Arrays.stream(curve.x()).boxed().toList());
        tree.put(
                "y",
                Arrays.stream(curve.y()).boxed().map(DiagnosisResult::finite).toList());
        return tree;
    }

    /** Returns a number as JSON can say it: the words NaN and the like for what is not finite. */
    private static Object finite(double value) {
        return Double.isFinite(value) ? value : String.valueOf(value);
    }
}
