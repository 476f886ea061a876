package io.leeway.cli;

import io.leeway.runtime.registry.Nearest;
import io.leeway.runtime.run.TrainedRun;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that name a trained agent of a run. */
final class TrainedAgentOptions {
    @Parameters(paramLabel = "RUN", description = "The run's folder, with its manifest.json.")
    Path run = Path.of("");

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Which of its agents: an entry of its 'experience'. Needed where there are several.")
    private @Nullable String agent;

    @Option(names = "--seed", paramLabel = "SEED", description = "Which of its seeds. Default: its first.")
    private @Nullable Long seed;

    /** Returns the agent's name. */
    String agent(TrainedRun trained) {
        List<String> agents = trained.agents();
        String all = " There are: " + String.join(", ", agents) + ".";
        if (agent == null && agents.size() > 1) {
            throw new UsageException("Which agent? Give --agent NAME." + all);
        } else if (agent != null && !agents.contains(agent)) {
            throw new UsageException("The run has no agent '" + agent + "'." + Nearest.question(agent, agents) + all);
        }
        return agent == null ? agents.get(0) : agent;
    }

    /** Returns the seed that it was trained with. */
    long seed(TrainedRun trained) {
        if (seed != null && !trained.seeds().contains(seed)) {
            throw new UsageException("The run has no seed " + seed + ". There are: "
                    + String.join(
                            ", ", trained.seeds().stream().map(String::valueOf).toList()) + ".");
        }
        return seed == null ? trained.seeds().get(0) : seed;
    }
}
