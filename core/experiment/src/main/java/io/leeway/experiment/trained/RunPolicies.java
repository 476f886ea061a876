package io.leeway.experiment.trained;

import io.leeway.experiment.graph.Application;
import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.TrainedPolicies;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of the agents of runs. */
public final class RunPolicies implements TrainedPolicies {
    private final Application application;

    /** Opens runs in an application, on its device. */
    public RunPolicies(Application application) {
        this.application = application;
    }

    /** Returns an application in which the agents of earlier runs can be had. */
    public static Application application(Application.Settings settings) {
        return new Application(settings, RunPolicies::new);
    }

    @Override
    public Trained open(Path run, @Nullable String agent, @Nullable Long seed) {
        TrainedRun opened = run(run);
        try {
            return new OpenPolicy(opened, opened.open(opened.agent(agent), opened.seed(seed)));
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    /** A policy with the run that it is of. */
    private record OpenPolicy(TrainedRun run, TrainedAgent trained) implements Trained {
        OpenPolicy {
            try {
                trained.agent();
            } catch (RuntimeException | Error failure) {
                trained.close();
                throw failure;
            }
        }

        @Override
        public Policy policy() {
            return trained.agent().policy();
        }

        @Override
        public void close() {
            trained.close();
            run.close();
        }
    }

    @Override
    public String identity(Path run, @Nullable String agent, @Nullable Long seed) {
        try (TrainedRun opened = run(run);
                TrainedAgent trained = opened.open(opened.agent(agent), opened.seed(seed))) {
            return trained.identity();
        }
    }

    private TrainedRun run(Path run) {
        if (!TrainedRun.isRun(run)) {
            throw new LeewayException(run + " is not the folder of a run: it has no manifest.json."
                    + " 'leeway run EXPERIMENT.yaml' makes one, and says where.");
        }
        return TrainedRun.open(application, run, List.of());
    }
}
