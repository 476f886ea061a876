package io.leeway.datasettools;

import io.leeway.spi.data.DatasetDescription;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The attributes that tell how a dataset was made: the same whenever and wherever it is made again. */
public final class Provenance {
    /** The attribute of a dataset that says which denoiser its trajectories are from. */
    public static final String DENOISER = "leeway_denoiser";

    /** The attribute that says what rewards were made of. */
    public static final String REWARDS = "leeway_rewards";

    /** The attribute that holds the commands that made the dataset, in order. */
    static final String COMMAND = "leeway_command";
    /** The attribute that holds what the last command read, each with its SHA-256. */
    static final String SOURCE = "leeway_source";

    /** The attribute that says what the dataset is called. */
    static final String DATASET_ID = "dataset_id";

    /** What is not true of a dataset of other episodes or rewards. */
    private static final Set<String> OF_THE_WHOLE = Set.of(DATASET_ID, "total_episodes", "total_steps", "dataset_size");

    private Provenance() {}

    /** Returns the description of a dataset that is another than its inputs. */
    public static DatasetDescription ofAnother(
            DatasetDescription description, String command, List<DatasetPath> inputs) {
        Map<String, String> kept = new LinkedHashMap<>(description.attributes());
        kept.keySet().removeAll(OF_THE_WHOLE);
        return of(
                new DatasetDescription(description.observationSpace(), description.actionSpace(), kept),
                command,
                inputs);
    }

    /**
     * Returns the description with a command added.
     *
     * @param command as a user would call it, with the last names of paths alone
     */
    public static DatasetDescription of(DatasetDescription description, String command, List<DatasetPath> inputs) {
        String before = description.attributes().getOrDefault(COMMAND, "");
        Map<String, String> more = new LinkedHashMap<>();
        more.put(COMMAND, before.isEmpty() ? command : before + "; " + command);
        more.put(
                SOURCE,
                inputs.stream()
                        .map(input -> input.name() + " sha256 " + input.sha256())
                        .collect(Collectors.joining("; ")));
        return description.with(more);
    }
}
