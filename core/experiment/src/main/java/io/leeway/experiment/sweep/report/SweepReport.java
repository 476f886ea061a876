package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.JobResult;
import io.leeway.experiment.sweep.results.JobResult.Status;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.report.Chart;
import io.leeway.report.Charts;
import io.leeway.report.DataTable;
import io.leeway.report.Documents;
import io.leeway.report.Documents.Document;
import io.leeway.report.Notes;
import io.leeway.report.Palette;
import io.leeway.report.Report;
import io.leeway.report.Section;
import io.leeway.report.TrajectoryMap;
import io.leeway.report.html.HtmlReport;
import io.leeway.report.picture.ChartPictures;
import io.leeway.report.picture.TrajectoryPicture;
import io.leeway.report.statistics.scores.StratifiedBootstrap;
import io.leeway.report.table.DataText;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The report of a sweep in files: {@code report.html}; beside it {@code results.json} with all figures,
 * {@code results.csv} with a row for each agent, {@code tables} as Markdown, LaTeX and CSV, and {@code pictures} as
 * PNG. Equal results give equal bytes.
 */
public final class SweepReport {
    private static final int REPETITIONS = 2000;
    private static final int CLAIM = 8;

    private final SweepResults results;
    private final Agents agents;
    private final Baselines baselines;
    private final List<ScopeStatistics> statistics = new ArrayList<>();
    private final RandomSource random = RandomSource.of(0).split("sweep report");
    private final StratifiedBootstrap bootstrap = new StratifiedBootstrap(random, REPETITIONS);
    private final Map<String, DataTable> tables = new LinkedHashMap<>();
    private final Map<String, Chart> pictures = new LinkedHashMap<>();

    private SweepReport(SweepResults results) {
        this.results = results;
        this.agents = new Agents(results);
        this.baselines = new Baselines(results.baseline());
        for (Scope scope : Scope.of(agents)) {
            statistics.add(new ScopeStatistics(agents, scope, baselines, bootstrap.of(scope.name())));
        }
    }

    /**
     * Works out and writes the report of what is there: a sweep need not be complete.
     *
     * @param folder made where it does not exist
     * @return the page
     * @throws LeewayException if a file cannot be written
     */
    public static Path write(SweepResults results, Path folder) {
        return new SweepReport(results).write(folder);
    }

    private Path write(Path folder) {
        Folders.create(folder.resolve("tables"));
        Folders.create(folder.resolve("pictures"));
        Report report = report();
        Palette palette = Palette.of(report);
        Json.write(
                folder.resolve("results.json"), new SweepJson(results, agents, statistics).tree(REPETITIONS, notes()));
        tables.forEach((name, table) -> {
            if (name.equals("jobs")) {
                text(folder.resolve("results.csv"), DataText.csv(table));
            } else if (!table.isEmpty()) {
                text(folder.resolve("tables/" + name + ".md"), DataText.markdown(table));
                text(folder.resolve("tables/" + name + ".tex"), DataText.latex(table));
                text(folder.resolve("tables/" + name + ".csv"), DataText.csv(table));
            }
        });
        pictures.forEach(
                (name, chart) -> ChartPictures.write(chart, palette, folder.resolve("pictures/" + name + ".png")));
        int maps = 0;
        for (Section section : report.sections()) {
            if (section instanceof TrajectoryMap map) {
                maps++;
                TrajectoryPicture.write(map, folder.resolve("pictures/trajectories-" + maps + ".png"));
            }
        }
        Path page = folder.resolve("report.html");
        HtmlReport.write(report, page);
        return page;
    }

    private static void text(Path file, String text) {
        try {
            Staged.write(file, aside -> Files.writeString(aside, text));
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }

    private Report report() {
        SweepTables made = new SweepTables(results, agents, statistics);
        SweepCharts charts = new SweepCharts(agents, statistics);
        tables.put("variants", made.variants());
        tables.put("differences", made.differences());
        tables.put("jobs", made.jobs());
        List<Section> sections = new ArrayList<>();
        sections.add(made.variants());
        sections.add(section("Differences on equal seeds", "differences", charts.forests()));
        sections.add(made.differences());
        sections.add(section("Distribution of scores", "profiles", charts.profiles(bootstrap)));
        sections.add(section("Learning", "learning", charts.curves()));
        sections.add(section("Quality against cost", "cost", charts.costs()));
        sections.add(section("Choosing a policy by playing", "budget", new BudgetCharts(agents, random).charts()));
        sections.addAll(new SweepMaps(agents, charts.shown()).sections());
        sections.add(new Notes("Notes", notes()));
        sections.add(made.jobs());
        List<Document> documents = new ArrayList<>();
        results.documents().forEach((title, text) -> documents.add(Document.of(title, text)));
        sections.add(new Documents("Details", documents));
        return new Report(results.name(), summary(), sections);
    }

    private Charts section(String title, String name, List<Chart> charts) {
        for (int index = 0; index < charts.size(); index++) {
            pictures.put(charts.size() == 1 ? name : name + "-" + (index + 1), charts.get(index));
        }
        return new Charts(title, charts);
    }

    private String summary() {
        long seeds = results.jobs().stream().map(JobResult::seed).distinct().count();
        return count(agents.variants().size(), "variant") + " on "
                + (agents.tasks().size() == 1
                        ? agents.tasks().get(0)
                        : count(agents.tasks().size(), "task")) + " with "
                + count(seeds, "seed") + ": " + count(of(Status.FINISHED), "finished job") + " of "
                + String.format(Locale.ROOT, "%,d", results.jobs().size()) + ".";
    }

    private long of(Status status) {
        return results.jobs().stream().filter(job -> job.status() == status).count();
    }

    private static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private List<String> notes() {
        Set<String> notes = new LinkedHashSet<>();
        if (of(Status.FAILED) > 0) {
            notes.add(count(of(Status.FAILED), "job") + " failed: what is worked out is of the others, which may look"
                    + " better than all would. The errors are in the table of jobs.");
        }
        long open = of(Status.PENDING) + of(Status.CANCELLED);
        if (open > 0) {
            notes.add(count(open, "job") + " did not end yet or " + (open == 1 ? "was" : "were")
                    + " cancelled: these figures are of the sweep so far.");
        }
        statistics.forEach(of -> notes.addAll(of.refusals()));
        int fewest = statistics.stream()
                .flatMap(of -> of.aggregates().values().stream())
                .mapToInt(ScopeStatistics.Aggregate::fewestSeeds)
                .min()
                .orElse(CLAIM);
        if (fewest == 1) {
            notes.add("Where there is one seed there is no interval, and nothing can be said of a difference.");
        } else if (fewest < CLAIM) {
            notes.add("With " + fewest + " seeds differences are a first look, not a claim: " + CLAIM
                    + " or more seeds make one, confirmed on seeds that no tuning has seen.");
        }
        if (!agents.normalized() && agents.tasks().size() > 1) {
            notes.add("Not all environments have reference returns, so that scores are returns and are not aggregated"
                    + " over tasks.");
        }
        if (!baselines.areNamed()
                && statistics.stream().anyMatch(of -> of.scores().size() > Baselines.MOST_PAIRED)) {
            notes.add("With more than " + Baselines.MOST_PAIRED + " variants each is compared with the first, '"
                    + agents.variants().get(0).name() + "'; the sweep's 'baseline' chooses.");
        }
        if (baselines.areNamed()
                && statistics.stream().allMatch(of -> of.improvements().isEmpty())) {
            notes.add("No variant that is finished differs from a baseline by the baseline's axes alone: nothing is"
                    + " compared.");
        }
        for (ScopeStatistics of : statistics) {
            of.comparisons().comparisons().stream()
                    .filter(comparison -> comparison.difference().unpaired() > 0
                            && comparison.difference().pairs() > 0)
                    .forEach(comparison ->
                            notes.add(comparison.name() + " (" + of.scope().name() + "): "
                                    + count(comparison.difference().pairs(), "pair") + ", "
                                    + count(comparison.difference().unpaired(), "seed")
                                    + " left out, since one of the two lacks it on a task."));
        }
        notes.addAll(results.notes());
        return List.copyOf(notes);
    }
}
