package io.leeway.cli.sweep;

import io.leeway.cli.command.HelpOption;
import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.cli.experiment.EngineOptions;
import io.leeway.cli.experiment.RunOptions;
import io.leeway.cli.progress.Words;
import io.leeway.cli.terminal.Columns;
import io.leeway.cli.terminal.Interruption;
import io.leeway.experiment.activity.RecordedCommand;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.experiment.sweep.Sweep;
import io.leeway.experiment.sweep.SweepFolder;
import io.leeway.experiment.sweep.SweepOutcome;
import io.leeway.experiment.sweep.SweepPlan;
import io.leeway.experiment.sweep.SweepRunner;
import io.leeway.wiring.file.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that runs a sweep, or lists its jobs. */
@Command(
        name = "sweep",
        description = {
            "Run an experiment over a grid of values, to one report.",
            "Stages that several jobs want are made once. What fails is recorded, and the rest goes on; the same",
            "command again makes what is missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  leeway sweep examples/guidance-benchmark/sweep.yaml --dry-run",
            "  leeway sweep sweep.yaml --jobs 2 --set seeds=[0,1,2,3]",
            "  leeway sweep sweep.yaml --engine '{type: spark, master: \"spark://head:7077\"}'",
            "  leeway sweep status sweep-guidance-benchmark",
            "  leeway sweep cancel sweep-guidance-benchmark"
        })
final class SweepCommand implements Callable<Integer> {
    private static final long MOST = 1_000;

    private final Invocation invocation;

    @Mixin
    final HelpOption help = new HelpOption();

    @Mixin
    final RunOptions options = new RunOptions();

    @Mixin
    final EngineOptions engine = new EngineOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "SWEEP.yaml",
            description = "The sweep; 'leeway schema --sweep' says what it may have.")
    private @Nullable Path file;

    @Option(
            names = "--dry-run",
            description = "List the jobs, what of them is there already, and how long it may take.")
    private boolean dryRun;

    @Option(names = "--yes", description = "Allow more than 1,000 combinations.")
    private boolean yes;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress.")
    private boolean quiet;

    SweepCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (file == null) {
            throw new UsageException("Name the sweep's file: leeway sweep SWEEP.yaml");
        }
        invocation.registryWithWarnings();
        EngineChoice choice =
                engine.choice(invocation, Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        Sweep sweep = Sweep.load(invocation.configurations(), file, options.settings(), yes ? Integer.MAX_VALUE : MOST);
        Interruption interruption = Interruption.listening(invocation.output());
        SweepRunner runner = new SweepRunner(options.application(invocation, invocation.progress(quiet, interruption)));
        if (dryRun) {
            show(runner, runner.plan(sweep));
            return 0;
        }
        record(SweepFolder.of(options.runs, sweep.name()), file);
        SweepOutcome outcome = runner.run(sweep, choice);
        show(outcome, runner.report(outcome, file));
        return outcome.failed().isEmpty() ? 0 : 1;
    }

    /** Keeps how the sweep is made, so that the live page can start it again. */
    private void record(Path folder, Path source) {
        List<String> arguments = new ArrayList<>(
                List.of("sweep", source.toAbsolutePath().normalize().toString()));
        arguments.addAll(engine.arguments());
        arguments.addAll(options.arguments());
        if (yes) {
            arguments.add("--yes");
        }
        new RecordedCommand(arguments, Path.of("")).write(Folders.create(folder));
    }

    private void show(SweepRunner runner, SweepPlan plan) {
        OptionalDouble seconds = runner.seconds(plan);
        Map<SweepPlan.Planned, Long> shared = plan.shared();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", plan.sweep().name());
            tree.put(
                    "jobs",
                    plan.jobs().stream().map(job -> tree(plan, job, shared)).toList());
            tree.put("stages", plan.missing().size());
            tree.put("seconds", seconds.isPresent() ? seconds.getAsDouble() : null);
            invocation.output().json(tree);
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Job", "Run", "Stages", "Finished", "Shared", "New", "State"));
        for (SweepPlan.Planned job : plan.jobs()) {
            long finished = plan.finished(job);
            long others = shared.getOrDefault(job, 0L);
            rows.add(List.of(
                    job.job().title(),
                    String.valueOf(job.folder().getFileName()),
                    String.valueOf(job.stages().size()),
                    String.valueOf(finished),
                    String.valueOf(others),
                    String.valueOf(job.stages().size() - finished - others),
                    job.finished() ? "finished" : "to be run"));
        }
        Columns.align(rows).forEach(invocation.output()::line);
        invocation.output().line("");
        invocation
                .output()
                .line(plan.jobs().size() + " jobs, " + plan.graph().nodes().size() + " stages, of which "
                        + plan.missing().size() + " are to be made. " + estimate(plan, seconds));
    }

    private static Map<String, Object> tree(
            SweepPlan plan, SweepPlan.Planned job, Map<SweepPlan.Planned, Long> shared) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", job.job().title());
        tree.put("point", job.job().labels());
        tree.put("run", String.valueOf(job.folder().getFileName()));
        tree.put("stages", job.stages().size());
        tree.put("finished_stages", plan.finished(job));
        tree.put("shared_stages", shared.getOrDefault(job, 0L));
        tree.put("finished", job.finished());
        return tree;
    }

    private String estimate(SweepPlan plan, OptionalDouble seconds) {
        if (plan.missing().isEmpty()) {
            return "Nothing is left to do but the report.";
        }
        return seconds.isEmpty()
                ? "How long they take is not known: nothing like some of them was made before."
                : "By what was measured before, that is about "
                        + Words.duration(Duration.ofMillis((long) (1000 * seconds.getAsDouble())))
                        + " one after the other.";
    }

    private void show(SweepOutcome outcome, Path report) {
        Map<SweepPlan.Planned, String> failed = outcome.failed();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", outcome.plan().sweep().name());
            tree.put("folder", outcome.folder().toString());
            tree.put("report", report.toString());
            tree.put("jobs", outcome.plan().jobs().size());
            Map<String, String> errors = new LinkedHashMap<>();
            failed.forEach((job, error) -> errors.put(job.job().title(), error));
            tree.put("failed", errors);
            invocation.output().json(tree);
            return;
        }
        failed.forEach(
                (job, error) -> invocation.output().line("FAILED: " + job.job().title() + ": " + error));
        invocation
                .output()
                .line(String.format(
                        Locale.ROOT,
                        "%d of %d jobs are finished%s.",
                        outcome.plan().jobs().size() - failed.size(),
                        outcome.plan().jobs().size(),
                        failed.isEmpty() ? "" : ", " + failed.size() + " failed; the same command tries those again"));
        invocation.output().line("Report: " + report);
    }
}
