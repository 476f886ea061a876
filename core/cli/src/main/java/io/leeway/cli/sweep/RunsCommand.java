package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.terminal.Columns;
import io.leeway.experiment.catalog.ListedRun;
import io.leeway.experiment.run.Manifest;
import io.leeway.report.Cell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code leeway runs}: lists runs, or compares two. */
@Command(
        name = "runs",
        description = {
            "List runs with their main figures, the latest first; or compare two.",
            "A figure is the mean over seeds, ± its standard error: of normalised scores where there are any, else of"
                    + " returns."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway runs",
            "  leeway runs --json",
            "  leeway runs maze2d-quickstart-1a2b3c4d maze2d-quickstart-5e6f7a8b"
        })
final class RunsCommand implements Callable<Integer> {
    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Parameters(arity = "0..2", paramLabel = "RUN", description = "Two runs to compare, by folder or name.")
    private List<Path> compared = new ArrayList<>();

    @Option(names = "--runs", paramLabel = "DIR", description = "The folder for all runs. Default: ${DEFAULT-VALUE}.")
    private Path runs = Path.of("runs");

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    RunsCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (compared.size() == 1) {
            throw new UsageException("Name two runs to compare, or none to list all");
        }
        if (compared.isEmpty()) {
            list(ListedRun.in(runs));
        } else {
            compare(ListedRun.of(folder(compared.get(0))), ListedRun.of(folder(compared.get(1))));
        }
        return 0;
    }

    private Path folder(Path named) {
        Path folder = Files.isDirectory(named) ? named : runs.resolve(named);
        if (!Manifest.isIn(folder)) {
            throw new UsageException(named + " is not the folder of a run, and there is none of that name in " + runs
                    + ": 'leeway runs' lists them");
        }
        return folder;
    }

    private void list(List<ListedRun> listed) {
        if (json) {
            invocation
                    .output()
                    .json(Map.of("runs", listed.stream().map(ListedRun::tree).toList()));
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Run", "Started", "State", "Environment", "Seeds", "Figures"));
        for (ListedRun run : listed) {
            rows.add(List.of(
                    run.name(),
                    run.started().replaceAll("\\..*|Z", "").replace('T', ' '),
                    run.finished() == null ? "unfinished" : "finished",
                    run.environment() == null ? "-" : run.environment(),
                    String.valueOf(run.seeds().size()),
                    run.main().isEmpty() ? "-" : run.main()));
        }
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private void compare(ListedRun one, ListedRun other) {
        Map<String, List<String>> differences = one.differences(other);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("runs", List.of(one.tree(), other.tree()));
            tree.put("differences", differences);
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Key", one.name(), other.name()));
        differences.forEach((key, values) -> rows.add(List.of(key, values.get(0), values.get(1))));
        if (differences.isEmpty()) {
            rows.add(List.of("(the same experiment)", "", ""));
        }
        rows.add(List.of("", "", ""));
        rows.add(List.of("Figure", one.name(), other.name()));
        Set<String> entries = new LinkedHashSet<>(one.figures().keySet());
        entries.addAll(other.figures().keySet());
        for (String entry : entries) {
            Map<String, List<Double>> mine = one.figures().getOrDefault(entry, Map.of());
            Map<String, List<Double>> theirs = other.figures().getOrDefault(entry, Map.of());
            Set<String> names = new LinkedHashSet<>(mine.keySet());
            names.addAll(theirs.keySet());
            names.forEach(
                    name -> rows.add(List.of(entry + " " + name, shown(mine.get(name)), shown(theirs.get(name)))));
        }
        Columns.align(rows).forEach(invocation.output()::line);
    }

    private static String shown(@org.jspecify.annotations.Nullable List<Double> values) {
        if (values == null) {
            return "-";
        }
        Cell cell = Cell.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
        return String.format(Locale.ROOT, "%.4g", cell.value())
                + (cell.hasError() ? String.format(Locale.ROOT, " ± %.2g", cell.standardError()) : "");
    }
}
