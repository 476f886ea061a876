package io.leeway.datasettools.verification;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.verification.Findings.Finding;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check of a dataset in one pass: everything that is wrong with it, and what is worth knowing. */
public final class DatasetVerification {
    private final Findings findings = new Findings();
    private final int mostSteps;
    private final List<EpisodeLoop.Visitor> checks = new ArrayList<>();
    private final VariationCheck variation = new VariationCheck(findings);
    private final LeapCheck leaps = new LeapCheck(findings);
    private int episodes;
    private long steps;

    private DatasetVerification(int mostSteps) {
        this.mostSteps = mostSteps;
    }

    /**
     * One rule that the dataset breaks, or one note.
     *
     * @param rule which
     * @param count how often
     * @param places the first three: episode, column and row
     */
    public record Entry(Rule rule, long count, List<String> places) {
        Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("rule", rule.label());
            tree.put("severity", rule.problem() ? "problem" : "note");
            tree.put("count", count);
            tree.put("what", rule.sentence());
            tree.put("places", places);
            return tree;
        }
    }

    /**
     * The findings of a check.
     *
     * @param dataset what was checked
     * @param episodes how many could be read
     * @param steps how many they have
     * @param entries problems first, then notes
     */
    public record Result(DatasetPath dataset, int episodes, long steps, List<Entry> entries) {
        /** Returns whether there are no problems; notes do not count. */
        public boolean sound() {
            return entries.stream().noneMatch(entry -> entry.rule().problem());
        }

        /** Returns it as JSON has it. */
        public Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>();
            tree.put("dataset", dataset.path().toString());
            tree.put("format", dataset.formatName());
            tree.put("sound", sound());
            tree.put("episodes", episodes);
            tree.put("steps", steps);
            tree.put("findings", entries.stream().map(Entry::tree).toList());
            return tree;
        }
    }

    /** Checks a dataset; whatever is wrong with it is in the result. */
    public static Result of(DatasetPath dataset, Progress progress) {
        return of(dataset, progress, RepeatCheck.MOST_STEPS);
    }

    /** Checks a dataset, remembering so many steps. */
    static Result of(DatasetPath dataset, Progress progress, int mostSteps) {
        return new DatasetVerification(mostSteps).run(dataset, progress);
    }

    private Result run(DatasetPath dataset, Progress progress) {
        try (EpisodeReader reader = dataset.open()) {
            EpisodeLoop.run(reader, dataset, progress, "Checking", begin(reader.description()));
            reader.remarks().forEach(remark -> findings.add(Rule.REMARK, () -> remark));
        } catch (LeewayException | IllegalArgumentException problem) {
            String where = episodes == 0 ? "" : "after episode " + (episodes - 1) + ": ";
            findings.add(Rule.UNREADABLE, () -> where + problem.getMessage());
        }
        variation.finish(steps);
        leaps.finish();
        List<Entry> entries = new ArrayList<>();
        for (Finding finding : findings.all()) {
            entries.add(new Entry(finding.rule(), finding.count(), finding.places()));
        }
        return new Result(dataset, episodes, steps, entries);
    }

    private EpisodeLoop.Visitor begin(DatasetDescription description) {
        checks.add(new ColumnCheck(findings));
        checks.add(new ValueCheck(findings, description));
        checks.add(new FlagCheck(findings));
        checks.add(new RepeatCheck(findings, mostSteps));
        checks.add(variation);
        checks.add(leaps);
        return this::visit;
    }

    private void visit(int index, Episode episode) {
        checks.forEach(check -> check.visit(index, episode));
        episodes++;
        steps += episode.steps();
    }
}
