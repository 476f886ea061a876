package io.leeway.datasets.minari;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.datasets.attribute.AttributeValue;
import io.leeway.datasets.attribute.TypedAttributes;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A description as {@code metadata.json}. */
final class WrittenMetadata {
    /** The newest release of Minari whose layout this is; Minari refuses versions that it does not know. */
    private static final String MINARI_VERSION = "0.5.3";

    private static final Set<String> OURS = Set.of(
            MinariMetadata.TOTAL_EPISODES,
            MinariMetadata.TOTAL_STEPS,
            MinariMetadata.DATA_FORMAT,
            MinariMetadata.OBSERVATION_SPACE,
            MinariMetadata.ACTION_SPACE,
            MinariMetadata.DATASET_ID,
            "minari_version",
            "dataset_size");
    private static final Set<String> LISTS = Set.of("author", "author_email", "requirements", "combined_datasets");
    private static final Set<String> NUMBERS = Set.of("ref_min_score", "ref_max_score", "num_episodes_average_score");
    private static final Set<String> SPECIFICATIONS = Set.of(DatasetDescription.ENVIRONMENT_SPEC, "eval_env_spec");

    private final ObjectNode attributes = JsonNodeFactory.instance.objectNode();

    /**
     * Takes over the attributes.
     *
     * @throws LeewayException if one of them cannot be what Minari reads there
     */
    WrittenMetadata(String id, Map<String, String> given) {
        attributes.put(MinariMetadata.DATASET_ID, id);
        attributes.put("minari_version", MINARI_VERSION);
        Map<String, String> told = new LinkedHashMap<>();
        TypedAttributes.values(given).forEach((name, value) -> {
            if (!OURS.contains(name)) {
                JsonNode node = node(name, value);
                attributes.set(name, node);
                if (!AttributeValue.of(node).type().equals(value.type())
                        && !value.type().equals(AttributeValue.TEXT)) {
                    told.put(name, value.type());
                }
            }
        });
        if (!told.isEmpty()) {
            attributes.put(DatasetDescription.ATTRIBUTE_TYPES, TypedAttributes.told(told));
        }
    }

    private static JsonNode node(String name, AttributeValue typed) {
        String value = typed.text();
        if (LISTS.contains(name)) {
            return list(value);
        } else if (NUMBERS.contains(name)) {
            JsonNode number = parsed(name, value);
            if (!number.isNumber()) {
                throw new LeewayException("The attribute '" + name + "' is '" + value + "', but must be a number");
            }
            return number;
        } else if (SPECIFICATIONS.contains(name) && !parsed(name, value).isObject()) {
            throw new LeewayException("The attribute '" + name + "' is '" + value
                    + "', but must be a specification as Gymnasium's to_json gives it");
        }
        return typed.type().equals(AttributeValue.TEXT) ? JsonNodeFactory.instance.textNode(value) : typed.json();
    }

    private static JsonNode parsed(String name, String value) {
        return MinariJson.read("The attribute '" + name + "'", value);
    }

    private static JsonNode list(String value) {
        if (value.startsWith("[")) {
            try {
                JsonNode list = MinariJson.read("a list", value);
                if (list.isArray()) {
                    return list;
                }
            } catch (LeewayException plainText) {
                // a name may begin with a bracket
            }
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        return value.isEmpty() ? list : list.add(value);
    }

    /** Returns the text of the file. */
    String text(int episodes, long steps, String observationSpace, String actionSpace, long bytes) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(MinariMetadata.TOTAL_EPISODES, episodes);
        root.put(MinariMetadata.TOTAL_STEPS, steps);
        root.put(MinariMetadata.DATA_FORMAT, MinariMetadata.HDF5);
        root.put(MinariMetadata.OBSERVATION_SPACE, observationSpace);
        root.put(MinariMetadata.ACTION_SPACE, actionSpace);
        root.setAll(attributes);
        root.put("dataset_size", Math.round(bytes / 100_000.0) / 10.0);
        return MinariJson.write(root);
    }
}
