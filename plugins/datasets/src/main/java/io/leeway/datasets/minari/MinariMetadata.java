package io.leeway.datasets.minari;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.datasets.attribute.AttributeValue;
import io.leeway.datasets.attribute.TypedAttributes;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.datasets.minari.space.SpaceReader;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.Space;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of {@code metadata.json}.
 *
 * @param description all of it but the spaces' text as attributes; lists and objects as JSON
 */
record MinariMetadata(int totalEpisodes, long totalSteps, MinariStorage storage, DatasetDescription description) {
    static final String TOTAL_EPISODES = "total_episodes";
    static final String TOTAL_STEPS = "total_steps";
    static final String DATA_FORMAT = "data_format";
    static final String OBSERVATION_SPACE = "observation_space";
    static final String ACTION_SPACE = "action_space";
    static final String DATASET_ID = "dataset_id";
    static final String HDF5 = "hdf5";
    private static final String ARROW = "arrow";

    /** A command that copies a dataset to a folder, with the storage that is read. */
    private static final String REWRITE = String.join(
            " ",
            "python -c \"import os, sys, minari;",
            "from minari.dataset.minari_storage import MinariStorage as S;",
            "from minari.data_collector.episode_buffer import EpisodeBuffer as B;",
            "d = minari.MinariDataset(sys.argv[1]);",
            "p = os.path.abspath(sys.argv[2]); os.makedirs(p, exist_ok=True);",
            "n = S.new(p, d.observation_space, d.action_space, data_format='hdf5');",
            "n.update_episodes([B(e.id, m.get('seed'), None, e.observations, e.actions, list(e.rewards),",
            "list(e.terminations), list(e.truncations), e.infos)",
            "for e, m in zip(d, d.storage.get_episode_metadata(d.episode_indices))]);",
            "n.update_metadata({k: v for k, v in d.storage.metadata.items() if k not in n.metadata})\"");

    private static final long MOST_BYTES = 1 << 24;

    /**
     * Reads the file.
     *
     * @throws LeewayException naming the file and every key that is wrong
     */
    static MinariMetadata read(Path file) {
        JsonNode root = MinariJson.read(file.toString(), text(file));
        List<String> problems = new ArrayList<>();
        if (!root.isObject()) {
            problems.add("it is no object");
        }
        long episodes = count(root, TOTAL_EPISODES, Integer.MAX_VALUE, problems);
        long steps = count(root, TOTAL_STEPS, Long.MAX_VALUE, problems);
        String format = root.path(DATA_FORMAT).asText(HDF5);
        MinariStorage storage = format.equals(ARROW) ? MinariStorage.ARROW : MinariStorage.HDF5;
        if (!format.equals(HDF5) && !format.equals(ARROW)) {
            problems.add(DATA_FORMAT + " is '" + format + "', but only " + HDF5 + " and " + ARROW
                    + " are read. Minari itself rewrites the dataset: with its Python,\n  " + REWRITE + " "
                    + file.toAbsolutePath().normalize().getParent() + " NEW/data\nand then read the folder NEW");
        }
        if (!problems.isEmpty()) {
            throw new LeewayException(file + ": " + String.join("; ", problems));
        }
        DatasetDescription description = new DatasetDescription(
                space(file, root, OBSERVATION_SPACE), space(file, root, ACTION_SPACE), attributes(root));
        return new MinariMetadata((int) episodes, steps, storage, description);
    }

    /**
     * Returns the text of such a file.
     *
     * @throws LeewayException if it is too large or no text
     */
    static String text(Path file) {
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new LeewayException(file + " has " + size + " bytes, but metadata has at most " + MOST_BYTES);
            }
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new LeewayException(file + " is not JSON: it is not text in UTF-8", e);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
    }

    private static long count(JsonNode root, String key, long most, List<String> problems) {
        JsonNode node = root.path(key);
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0 && node.longValue() <= most) {
            return node.longValue();
        }
        problems.add(key + (node.isMissingNode() ? " is missing" : " is " + node + ", but must be a whole number"));
        return 0;
    }

    private static @Nullable Space space(Path file, JsonNode root, String key) {
        JsonNode node = root.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return SpaceReader.read(file + ", " + key, node.isTextual() ? node.textValue() : MinariJson.write(node));
    }

    private static Map<String, String> attributes(JsonNode root) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        root.properties().forEach(entry -> {
            String key = entry.getKey();
            if (!key.equals(OBSERVATION_SPACE) && !key.equals(ACTION_SPACE)) {
                values.put(key, AttributeValue.of(entry.getValue()));
            }
        });
        Map<String, String> attributes = TypedAttributes.texts(TypedAttributes.restored(values));
        String environment = environment(attributes.get(DatasetDescription.ENVIRONMENT_SPEC));
        if (environment != null) {
            attributes.putIfAbsent(DatasetDescription.ENVIRONMENT_ID, environment);
        }
        return attributes;
    }

    private static @Nullable String environment(@Nullable String specification) {
        if (specification == null) {
            return null;
        }
        try {
            JsonNode id = MinariJson.read(DatasetDescription.ENVIRONMENT_SPEC, specification)
                    .path("id");
            return id.isTextual() ? id.textValue() : null;
        } catch (LeewayException notOurs) {
            return null;
        }
    }
}
