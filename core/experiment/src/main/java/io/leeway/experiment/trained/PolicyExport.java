package io.leeway.experiment.trained;

import io.leeway.spi.LeewayException;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The policy of a trained agent as a folder of its own, which other programs act with. */
public final class PolicyExport {
    /** What the policy says of itself. */
    public static final String DESCRIPTION = "policy.json";

    private static final String BOUNDS = "Actions are in [-1, 1]. An environment's own are low + (action + 1) / 2 *"
            + " (high - low), column by column; a column without finite bounds stays as it is.";

    private static final String CHOICES =
            "Actions are the chosen elements of the action space, whole numbers from start"
                    + " to start + count - 1, one a row.";

    private final TrainedRun run;
    private final String version;

    /**
     * Exports from a run.
     *
     * @param version of this program, for the description
     */
    public PolicyExport(TrainedRun run, String version) {
        this.run = run;
        this.version = version;
    }

    /**
     * Writes an agent's policy and its description aside, and moves them into place whole.
     *
     * @param agent one of the run's agents
     * @param seed one of the run's seeds
     * @param folder one that is not there, or is empty
     * @return the description
     * @throws LeewayException if the agent is not there, its algorithm exports no policy, or the folder cannot be
     *     written
     */
    public Map<String, Object> write(String agent, long seed, Path folder) {
        Path place = folder.toAbsolutePath().normalize();
        Path parent = place.getParent();
        if (parent == null) {
            throw new LeewayException(folder + " is no place for a policy. Choose a folder within it.");
        }
        try (TrainedAgent trained = run.open(agent, seed);
                Staged aside = stage(parent, place)) {
            trained.agent().export(aside.path());
            Map<String, Object> description = describe(agent, seed, trained);
            Json.write(aside.path().resolve(DESCRIPTION), description);
            Files.deleteIfExists(place); // an empty folder
            aside.create();
            return description;
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot write the policy to " + folder + ": " + FileProblem.text(e)
                            + ". Choose a folder that is not there yet, where you may write.",
                    e);
        }
    }

    private static Staged stage(Path parent, Path place) throws IOException {
        Files.createDirectories(parent);
        return Staged.folder(place);
    }

    private Map<String, Object> describe(String agent, long seed, TrainedAgent trained) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("leeway", version);
        tree.put("run", run.name());
        tree.put("agent", agent);
        tree.put("seed", seed);
        tree.put("algorithm", trained.algorithm());
        tree.put("updates", trained.agent().step());
        tree.put("observation_columns", trained.agent().policy().observationSize());
        putActions(tree, trained.agent().policy());
        return tree;
    }

    private static void putActions(Map<String, Object> tree, Policy policy) {
        Space.Discrete choices = policy.choices().orElse(null);
        if (choices == null) {
            tree.put("action_columns", policy.actionSize());
            tree.put("action_bounds", BOUNDS);
            return;
        }
        Map<String, Object> space = new LinkedHashMap<>();
        space.put("type", "discrete");
        space.put("count", choices.count());
        space.put("start", choices.start());
        tree.put("action_space", space);
        tree.put("actions", CHOICES);
    }
}
