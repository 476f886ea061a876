package io.leeway.experiment.run;

import io.leeway.experiment.artifact.DenoiserArtifact;
import io.leeway.experiment.artifact.DynamicsArtifact;
import io.leeway.experiment.config.Experiment;
import io.leeway.experiment.config.ExperimentConfig;
import io.leeway.experiment.engine.EngineChoice;
import io.leeway.experiment.graph.Application;
import io.leeway.experiment.graph.RunScope;
import io.leeway.experiment.graph.SeedScope;
import io.leeway.experiment.stage.MetricListener;
import io.leeway.experiment.store.Stage;
import io.leeway.experiment.summary.DataNotes;
import io.leeway.experiment.summary.Outcome;
import io.leeway.experiment.summary.ReportMaker;
import io.leeway.experiment.summary.ResultTables;
import io.leeway.experiment.summary.RunArtifacts;
import io.leeway.experiment.summary.ScoreDifferences;
import io.leeway.spi.Device;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.wiring.inject.Provisions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The runner of experiments: it obtains the stages that a target wants, seed by seed.
 *
 * <p>Every output is kept by the hash of what it was made from, under {@code store} in the runs folder; what is there
 * already is reused, and what was interrupted goes on from its last checkpoint to the same bytes.
 */
public final class ExperimentRunner {
    private final Application application;

    /** Prepares to run in an application; each experiment computes on the device that it names. */
    public ExperimentRunner(Application application) {
        this.application = application;
    }

    /**
     * Runs an experiment to its report.
     *
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws CancellationException if the user asked to stop: the same call goes on
     */
    public RunResult run(ExperimentConfig config) {
        return run(config, EngineChoice.local(1));
    }

    private static RunResult obtainAll(ExperimentConfig config, RunScope run, Recording recording) {
        for (long seed : config.seeds()) {
            obtain(Target.AGENTS, config, seed, run, recording);
        }
        Environments environments = run.environment().get().orElse(null);
        EnvironmentSpec spec = run.environment().spec().orElse(null);
        RunArtifacts made = new RunArtifacts(recording.artifacts().made());
        List<Outcome> outcomes = config.experience().keySet().stream()
                .map(entry -> Outcome.of(entry, made.agents(entry, config.seeds())))
                .toList();
        Path folder = recording.folder();
        ScoreDifferences differences = ScoreDifferences.of(outcomes, config.seeds());
        Path report = new ReportMaker(config, environments, outcomes, differences, made, folder).make();
        recording.write(true);
        recording.tellFiles(report);
        return new RunResult(
                config.name(),
                folder,
                report,
                ResultTables.of(config, spec, outcomes),
                outcomes,
                differences,
                DataNotes.of(made, config.seeds()));
    }

    /**
     * Makes the datasets and the denoisers of an experiment, and nothing else: {@link #run} finds them in the same
     * folder. The folder of an experiment that was run to its end stays as it is, but for links to what it did not
     * have.
     *
     * @param seeds some of the experiment's seeds
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws CancellationException if the user asked to stop: the same call goes on
     */
    public DenoiserResult trainDenoisers(Experiment experiment, List<Long> seeds) {
        return within(experiment, Target.DENOISERS, true, (run, recording) -> {
            RunArtifacts made = trainModels(Target.DENOISERS, experiment, seeds, run, recording);
            return new DenoiserResult(
                    recording.folder(),
                    seeds.stream()
                            .map(seed -> DenoiserResult.Trained.of(
                                    seed,
                                    made.denoiser(seed).orElseThrow(),
                                    recording.artifacts().reused(DenoiserArtifact.name(seed))))
                            .toList(),
                    DataNotes.of(made, seeds));
        });
    }

    /**
     * Makes the datasets and the models of the dynamics of an experiment, and nothing else, as {@link #trainDenoisers}
     * does with denoisers.
     *
     * @param seeds some of the experiment's seeds
     * @throws io.leeway.spi.LeewayException if a stage failed, naming it, what was wrong and what to do
     * @throws CancellationException if the user asked to stop: the same call goes on
     */
    public DynamicsResult trainDynamics(Experiment experiment, List<Long> seeds) {
        return within(experiment, Target.DYNAMICS, true, (run, recording) -> {
            RunArtifacts made = trainModels(Target.DYNAMICS, experiment, seeds, run, recording);
            return DynamicsResult.of(
                    recording.folder(),
                    experiment.name(),
                    seeds.stream()
                            .map(seed -> DynamicsResult.Trained.of(
                                    seed,
                                    made.dynamics(seed).orElseThrow(),
                                    recording.artifacts().reused(DynamicsArtifact.name(seed))))
                            .toList(),
                    made.dynamics(seeds),
                    DataNotes.of(made, seeds));
        });
    }

    private static RunArtifacts trainModels(
            Target target, Experiment experiment, List<Long> seeds, RunScope run, Recording recording) {
        recording.write(false);
        for (long seed : seeds) {
            obtain(target, experiment, seed, run, recording);
        }
        recording.write(!(experiment instanceof ExperimentConfig));
        return new RunArtifacts(recording.artifacts().made());
    }

    /**
     * Makes the stages of an experiment, several side by side, and then its report.
     *
     * @param choice what makes them, and how many at once: one at once in this process are made as they are needed
     * @throws io.leeway.spi.LeewayException of the first stage that failed, once the others are done
     * @throws java.util.concurrent.CancellationException if the user asked to stop: the same call goes on
     */
    public RunResult run(ExperimentConfig config, EngineChoice choice) {
        return within(config, Target.AGENTS, choice.engine() == null, (run, recording) -> {
            if (choice.engine() != null || choice.jobs().orElse(1) > 1) {
                List<Throwable> failures =
                        recording.ahead((own, listener) -> make(config, choice, own, recording, listener));
                if (!failures.isEmpty()) {
                    throw first(failures);
                }
            }
            return obtainAll(config, run, recording);
        });
    }

    /** Makes all stages that are missing, as many at once as was chosen. */
    private static void make(
            ExperimentConfig config,
            EngineChoice choice,
            Application application,
            MetricListener metrics,
            Schedule.Listener listener) {
        StageGraph graph = new StageGraph(application, Target.AGENTS);
        Set<String> stages = graph.add(config, "").stages();
        try (Engine engine = choice.open(application.components(), new StageWork(application, metrics))) {
            new Schedule(choice.jobs(engine)).run(graph.tasks(stages, engine), listener);
        }
    }

    private static Application stoppable(Application application, RunActivity activity) {
        return application.showing(
                new CancellableProgress(application.settings().progress(), activity));
    }

    private static RuntimeException first(List<Throwable> failures) {
        Throwable first = failures.get(0);
        failures.subList(1, failures.size()).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        return first instanceof RuntimeException failure ? failure : new IllegalStateException(first);
    }

    /** Returns an empty graph of stages, to which experiments are added. */
    public StageGraph graph(Target target) {
        return new StageGraph(application, target);
    }

    /**
     * Lists the stages of a target with their inputs, in the order in which they would be obtained; none is executed.
     */
    public List<PlannedStage> plan(Experiment experiment, Target target) {
        experiment.check(application.settings().registry());
        Map<String, PlannedStage> planned = new LinkedHashMap<>();
        MadeArtifacts none = new MadeArtifacts(
                application.store(), application.settings().progress(), MetricListener.NONE, (name, artifact) -> {});
        try (RunScope run = application.on(experiment.device()).enter(experiment, none, MetricListener.NONE)) {
            for (long number : experiment.seeds()) {
                try (SeedScope seed = run.enter(number)) {
                    target.stages(experiment, seed).forEach(stage -> plan(stage, planned));
                }
            }
        }
        return List.copyOf(planned.values());
    }

    private void plan(Stage<?> stage, Map<String, PlannedStage> planned) {
        stage.inputs().forEach(input -> plan(input, planned));
        planned.putIfAbsent(
                stage.name(),
                new PlannedStage(
                        stage.name(),
                        stage.key().title(),
                        stage.key().id(),
                        stage.inputs().stream().map(Stage::name).toList(),
                        application.store().has(stage)));
    }

    /** The work within the scope of a run. */
    private interface Work<R> {
        R in(RunScope run, Recording recording);
    }

    /**
     * Works within the scope of a run.
     *
     * @param here whether stages are made in this process, whose device they then need
     */
    private <R> R within(Experiment experiment, Target target, boolean here, Work<R> work) {
        experiment.check(application.settings().registry());
        RunActivity activity = new RunActivity();
        Application own = stoppable(application.on(experiment.device()), activity);
        if (here && experiment.device() == Device.GPU) {
            // Created for nothing but its refusal, at once rather than after the stages that need no GPU.
            target.refuseDevice(experiment, own.components());
        }
        try (Recording recording = new Recording(own, activity);
                RunScope run = own.enter(experiment, recording.artifacts(), recording)) {
            recording.begin(experiment, run, target);
            return ended(recording, () -> Provisions.unwrapped(() -> work.in(run, recording)));
        }
    }

    private static <R> R ended(Recording recording, Supplier<R> work) {
        try {
            R result = work.get();
            recording.finish();
            return result;
        } catch (CancellationException e) {
            recording.stop();
            throw e;
        }
    }

    private static void obtain(Target target, Experiment experiment, long number, RunScope run, Recording recording) {
        try (SeedScope seed = run.enter(number)) {
            target.stages(experiment, seed).forEach(recording.artifacts()::obtain);
        }
    }
}
