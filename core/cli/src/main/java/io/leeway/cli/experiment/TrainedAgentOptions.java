package io.leeway.cli.experiment;

import io.leeway.cli.command.Invocation;
import io.leeway.cli.command.UsageException;
import io.leeway.experiment.trained.AgentCheckpoint;
import io.leeway.experiment.trained.TrainedAgent;
import io.leeway.experiment.trained.TrainedRun;
import io.leeway.spi.Device;
import io.leeway.spi.Progress;
import io.leeway.wiring.config.Setting;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name a trained agent of a run, and where it is computed. */
final class TrainedAgentOptions {
    @Parameters(
            paramLabel = "RUN",
            description = "The run's folder, with its manifest.json; or that of one of its agents,"
                    + " RUN/checkpoints/AGENT-seed-SEED.")
    private Path folder = Path.of("");

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Which of its agents: an entry of its 'experience'. Needed where there are several.")
    private @Nullable String agent;

    @Option(names = "--seed", paramLabel = "SEED", description = "Which of its seeds. Default: its first.")
    private @Nullable Long seed;

    @Option(names = "--device", description = "Where tensors are computed: ${COMPLETION-CANDIDATES}.")
    private Device device = Device.AUTO;

    /** An agent that was chosen, and the run that it is of. */
    record Chosen(Path folder, TrainedRun run, String agent, long seed) implements AutoCloseable {
        /** Opens the agent, which the caller closes. */
        TrainedAgent open() {
            return run.open(agent, seed);
        }

        @Override
        public void close() {
            run.close();
        }
    }

    /**
     * Opens the run.
     *
     * @param settings what to replace of its configuration
     * @throws UsageException if there is no such run, agent or seed
     */
    Chosen choose(Invocation invocation, Progress progress, List<Setting> settings) {
        Optional<AgentCheckpoint> checkpoint = AgentCheckpoint.of(folder);
        if (checkpoint.isPresent() && (agent != null || seed != null)) {
            throw new UsageException(folder + " is one agent already: leave out --agent and --seed.");
        }
        Path run = checkpoint.map(AgentCheckpoint::run).orElse(folder);
        RunFolder.require(run);
        TrainedRun trained = TrainedRun.open(invocation.application(device, progress), run, settings);
        try {
            trained.requireAgents();
            return UsageException.where(() -> new Chosen(
                    run,
                    trained,
                    trained.agent(checkpoint.map(AgentCheckpoint::agent).orElse(agent)),
                    trained.seed(checkpoint.map(AgentCheckpoint::seed).orElse(seed))));
        } catch (RuntimeException failure) {
            trained.close();
            throw failure;
        }
    }
}
