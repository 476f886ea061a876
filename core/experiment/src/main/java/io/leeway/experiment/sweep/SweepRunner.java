package io.leeway.experiment.sweep;

import io.leeway.experiment.engine.EngineChoice;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.run.CancellableProgress;
import io.leeway.experiment.run.ExperimentRunner;
import io.leeway.experiment.run.Manifest;
import io.leeway.experiment.run.Schedule;
import io.leeway.experiment.run.StageGraph;
import io.leeway.experiment.run.StageWork;
import io.leeway.experiment.run.Target;
import io.leeway.experiment.run.Task;
import io.leeway.experiment.sweep.report.SweepReport;
import io.leeway.experiment.sweep.results.SweepResults;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/** The runner of sweeps: it plans their jobs, and does what is missing, stages that several jobs want once. */
public final class SweepRunner {
    private static final String RUN = "run:";

    /** How many runs this process gathers at once while others make their stages. */
    private static final int MOST_HERE = 2;

    private final Application application;

    /** Prepares to run in an application; each experiment computes on the device that it names. */
    public SweepRunner(Application application) {
        this.application = application;
    }

    /** Plans a sweep: nothing is executed, but environments are asked what they are, and data for its digest. */
    public SweepPlan plan(Sweep sweep) {
        return plan(application, sweep);
    }

    private static SweepPlan plan(Application application, Sweep sweep) {
        StageGraph graph = new ExperimentRunner(application).graph(Target.AGENTS);
        List<SweepPlan.Planned> jobs = new ArrayList<>();
        try (Progress.Task task = application
                .settings()
                .progress()
                .begin("Planning " + sweep.name(), sweep.jobs().size(), "jobs")) {
            for (Sweep.Job job : sweep.jobs()) {
                StageGraph.Planned planned = graph.add(job.experiment(), job.title());
                boolean finished = Manifest.isFinished(planned.folder())
                        && planned.stages().stream()
                                .allMatch(id -> graph.node(id).finished());
                jobs.add(new SweepPlan.Planned(job, planned.folder(), planned.stages(), finished));
                task.advance(1, "");
            }
        }
        return new SweepPlan(sweep, graph, jobs);
    }

    /**
     * Runs what of a sweep is missing. A job that fails is recorded, and the rest go on.
     *
     * @param jobs how many stages at once, made by this process
     * @return what became of each job
     * @throws LeewayException if another process runs the sweep
     * @throws CancellationException if the user asked to stop: the same call goes on
     */
    public SweepOutcome run(Sweep sweep, int jobs) {
        return run(sweep, EngineChoice.local(jobs));
    }

    /**
     * Runs what of a sweep is missing, as {@link #run(Sweep, int)} does.
     *
     * @param choice what makes its stages, and how many at once
     * @throws LeewayException if another process runs the sweep, or the engine cannot be used
     */
    public SweepOutcome run(Sweep sweep, EngineChoice choice) {
        Path path = SweepFolder.of(application.settings().runs(), sweep.name());
        try (SweepFolder folder = SweepFolder.open(path, application.settings().clock())) {
            Application own = application.showing(
                    new CancellableProgress(application.settings().progress(), folder.stopRequest()));
            SweepPlan plan = plan(own, sweep);
            folder.define(plan.tree());
            boolean elsewhere = choice.engine() != null && !plan.missing().isEmpty();
            SweepWatch watch = run(own, plan, elsewhere ? choice : new EngineChoice(null, choice.jobs()), folder);
            return new SweepOutcome(plan, path, watch.errors(), watch.succeeded());
        }
    }

    private static SweepWatch run(Application own, SweepPlan plan, EngineChoice choice, SweepFolder folder) {
        try (Engine engine = choice.open(own.components(), new StageWork(own))) {
            int jobs = choice.jobs(engine);
            Semaphore here = new Semaphore(choice.engine() == null ? jobs : MOST_HERE);
            Map<String, Task> tasks = new LinkedHashMap<>();
            for (SweepPlan.Planned job : plan.open()) {
                plan.graph().tasks(job.stages(), engine).forEach(task -> tasks.putIfAbsent(task.id(), task));
                tasks.put(runTask(job.folder()), collecting(own, job, here));
            }
            SweepWatch watch = new SweepWatch(folder, own.settings().progress(), tasks.size());
            new Schedule(jobs).run(tasks.values(), watch);
            return watch;
        }
    }

    /**
     * Returns about how long what is missing takes, one after the other; nothing where nothing like it was made yet.
     */
    public OptionalDouble seconds(SweepPlan plan) {
        TimeEstimate estimate = new TimeEstimate(application.store());
        double sum = 0;
        for (StageGraph.Node node : plan.missing()) {
            OptionalDouble seconds = estimate.seconds(node);
            if (seconds.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += seconds.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    /**
     * Gathers a job's artifacts, all of which are there, into the folder of its run.
     *
     * @param here how many do so at once, since this process does it wherever stages are made
     */
    private static Task collecting(Application application, SweepPlan.Planned job, Semaphore here) {
        return new Task(runTask(job.folder()), "report of " + job.job().title(), List.copyOf(job.stages()), () -> {
            here.acquireUninterruptibly();
            try {
                new ExperimentRunner(application.showing(
                                new QuietProgress(application.settings().progress())))
                        .run(job.job().experiment());
            } finally {
                here.release();
            }
        });
    }

    /**
     * Writes the report of a sweep, of the jobs that are finished.
     *
     * @param file the sweep's, which is shown in it
     * @return the page to look at
     */
    public Path report(SweepOutcome outcome, Path file) {
        try (ResultGathering gathering = new ResultGathering(application, outcome)) {
            SweepResults results = gathering.results(Map.of("The sweep", Files.readString(file)));
            return SweepReport.write(results, outcome.folder());
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
    }

    /** Returns what an engine calls the gathering of a run. */
    static String runTask(Path folder) {
        return RUN + folder.getFileName();
    }
}
