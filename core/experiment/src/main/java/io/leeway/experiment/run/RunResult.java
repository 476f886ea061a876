package io.leeway.experiment.run;

import io.leeway.experiment.summary.Outcome;
import io.leeway.experiment.summary.ScoreDifferences;
import io.leeway.report.ResultTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished run.
 *
 * @param name the experiment's name
 * @param directory the run's folder
 * @param report the page to look at
 * @param table what it came to, to be shown
 * @param outcomes one for each entry of {@code experience}, in the user's order
 * @param differences between the scores of the entries
 * @param notes what of the data was not learned from, or decided where it does not say
 */
public record RunResult(
        String name,
        Path directory,
        Path report,
        ResultTable table,
        List<Outcome> outcomes,
        ScoreDifferences differences,
        List<String> notes) {
    /** Returns the result for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("directory", directory.toString());
        tree.put("report", report.toString());
        tree.put("notes", notes);
        tree.put("results", outcomes.stream().map(Outcome::tree).toList());
        tree.put("differences", differences.tree());
        return tree;
    }
}
