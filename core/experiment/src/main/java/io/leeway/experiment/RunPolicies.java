package io.leeway.experiment;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.TrainedPolicies;
import io.leeway.wiring.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of the agents of runs. */
public final class RunPolicies implements TrainedPolicies {
    private final Registry registry;
    private final Device device;
    private final Progress progress;

    /**
     * Prepares to open runs.
     *
     * @param device where policies are computed
     */
    public RunPolicies(Registry registry, Device device, Progress progress) {
        this.registry = registry;
        this.device = device;
        this.progress = progress;
    }

    @Override
    public Trained open(Path run, @Nullable String agent, @Nullable Long seed) {
        TrainedRun trained = run(run);
        Agent opened = trained.trained(trained.agent(agent), trained.seed(seed), device, progress);
        return new Trained() {
            @Override
            public Policy policy() {
                return opened.policy();
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }

    @Override
    public String identity(Path run, @Nullable String agent, @Nullable Long seed) {
        TrainedRun trained = run(run);
        return trained.identity(trained.agent(agent), trained.seed(seed));
    }

    private TrainedRun run(Path run) {
        if (!TrainedRun.isRun(run)) {
            throw new LeewayException(run + " is not the folder of a run: it has no manifest.json."
                    + " 'leeway run EXPERIMENT.yaml' makes one, and says where.");
        }
        return TrainedRun.open(registry, run, List.of());
    }
}
