package io.leeway.experiment.run;

import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.artifact.MetricLog;
import io.leeway.experiment.dynamics.DynamicsQuality;
import io.leeway.experiment.dynamics.StepErrors;
import io.leeway.experiment.summary.DynamicsSummary;
import io.leeway.report.Notes;
import io.leeway.report.Report;
import io.leeway.report.ResultTable;
import io.leeway.report.Section;
import io.leeway.report.html.HtmlReport;
import io.leeway.report.picture.ChartPicture;
import io.leeway.wiring.file.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models of the dynamics that were trained.
 *
 * @param directory the run's folder
 * @param models one for each seed
 * @param table their held-out errors by column; null where no transitions could be held out
 * @param page what shows them; null there too
 * @param picture the errors of several steps; null there too
 * @param notes what of the data was not learned from, or decided where it does not say
 */
public record DynamicsResult(
        Path directory,
        List<Trained> models,
        @Nullable ResultTable table,
        @Nullable Path page,
        @Nullable Path picture,
        List<String> notes) {
    /** Writes the page and the picture of models into their run's folder. */
    static DynamicsResult of(
            Path directory, String name, List<Trained> models, DynamicsSummary summary, List<String> notes) {
        if (!summary.measured()) {
            return new DynamicsResult(directory, models, null, null, null, notes);
        }
        Path page = directory.resolve("dynamics.html");
        List<Section> sections = new ArrayList<>(summary.sections());
        List<String> all = new ArrayList<>(summary.notes());
        all.addAll(notes);
        sections.add(new Notes("Notes", all));
        HtmlReport.write(new Report(name, "How well the dynamics are predicted.", sections), page);
        Path picture = directory.resolve("dynamics.png");
        ChartPicture.write(summary.chart(), picture);
        return new DynamicsResult(directory, models, summary.table(), page, picture, notes);
    }

    /**
     * One model.
     *
     * @param seed what it was trained with
     * @param folder where it is
     * @param reused whether it was there already
     * @param updates how many updates it had
     * @param metrics the last ones of its training: {@code loss} and what else it measures
     * @param facts what it learned from, and how good it is on what was held out
     * @param rowsPerSecond how fast it learned
     */
    public record Trained(
            long seed,
            Path folder,
            boolean reused,
            long updates,
            Map<String, Double> metrics,
            DynamicsArtifact.Facts facts,
            double rowsPerSecond) {
        static Trained of(long seed, DynamicsArtifact artifact, boolean reused) {
            List<MetricLog.Entry> updates = artifact.record().log().entries().stream()
                    .filter(entry -> entry.event().equals("update"))
                    .toList();
            MetricLog.Entry last = updates.get(updates.size() - 1);
            return new Trained(
                    seed,
                    artifact.weights(),
                    reused,
                    last.step(),
                    last.metrics(),
                    artifact.facts(),
                    artifact.rowsPerSecond());
        }

        /** Returns the last metrics of its training, and its figures on what was held out. */
        public Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>(metrics);
            DynamicsQuality quality = facts.quality();
            if (quality != null) {
                figures.putAll(quality.figures());
            }
            return figures;
        }

        /** Returns it for a script. */
        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("seed", seed);
            tree.put("folder", folder.toString());
            tree.put("reused", reused);
            tree.put("updates", updates);
            tree.put("members", facts.members());
            tree.put("training_rows", facts.trainingRows());
            tree.put("held_out_rows", facts.heldOutRows());
            tree.putAll(figures());
            DynamicsQuality quality = facts.quality();
            if (quality != null) {
                tree.put("columns", quality.columns().stream().map(Json::tree).toList());
            }
            StepErrors steps = facts.steps();
            if (steps != null) {
                tree.put("step_errors", Json.tree(steps));
            }
            tree.put("rows_per_s", rowsPerSecond);
            return tree;
        }
    }

    /** Returns the result for a script, as a tree of maps, lists and scalars. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("directory", directory.toString());
        if (page != null && picture != null) {
            tree.put("page", page.toString());
            tree.put("picture", picture.toString());
        }
        tree.put("notes", notes);
        tree.put("dynamics", models.stream().map(Trained::tree).toList());
        return tree;
    }
}
