package io.leeway.datasets.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.datasets.minari.space.SpaceJson;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.environment.Space;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a file says of itself, by the keys of its metadata. */
final class Told {
    static final String FORMAT = "leeway.format";
    static final String FIRST_EPISODE = "leeway.first_episode";

    private static final String VERSION = "1";
    private static final String OBSERVATION_SPACE = "leeway.observation_space";
    private static final String ACTION_SPACE = "leeway.action_space";
    private static final String ATTRIBUTES = "leeway.attributes";
    private static final String SHAPES = "leeway.shapes";
    private static final String SEEDS = "leeway.seeds";
    /** The attributes that others look for by their own names. */
    private static final Set<String> PLAIN =
            Set.of(DatasetDescription.ENVIRONMENT_ID, DatasetDescription.ENVIRONMENT_SPEC);

    private Told() {}

    /** Returns the metadata of a file. */
    static Map<String, String> of(
            DatasetDescription description,
            List<FileColumn> columns,
            long firstEpisode,
            List<@Nullable BigInteger> seeds) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put(FORMAT, VERSION);
        told.put(FIRST_EPISODE, Long.toString(firstEpisode));
        if (description.observationSpace() != null) {
            told.put(OBSERVATION_SPACE, SpaceJson.write(description.observationSpace()));
        }
        if (description.actionSpace() != null) {
            told.put(ACTION_SPACE, SpaceJson.write(description.actionSpace()));
        }
        ObjectNode shapes = JsonNodeFactory.instance.objectNode();
        columns.stream().filter(column -> column.shape().size() > 1).forEach(column -> {
            ArrayNode shape = shapes.putArray(column.name());
            column.shape().forEach(shape::add);
        });
        told.put(SHAPES, MinariJson.write(shapes));
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode();
        seeds.forEach(seed -> numbers.add(seed == null ? null : seed.toString()));
        told.put(SEEDS, MinariJson.write(numbers));
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        description.attributes().forEach(attributes::put);
        told.put(ATTRIBUTES, MinariJson.write(attributes));
        description.attributes().forEach((name, value) -> {
            if (PLAIN.contains(name)) {
                told.put(name, value);
            }
        });
        return told;
    }

    /**
     * Returns whether Leeway wrote a file.
     *
     * @throws LeewayException if it did so in a way that is not known here
     */
    static boolean isOurs(PartFile part) {
        String version = part.metadata().get(FORMAT);
        if (version != null && !version.equals(VERSION)) {
            throw new LeewayException(part.path() + " is of version " + version
                    + " of Leeway's Parquet layout, but this is " + VERSION + ": use a newer Leeway");
        }
        return version != null;
    }

    static DatasetDescription description(PartFile part) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String stored = part.metadata().get(ATTRIBUTES);
        if (stored != null) {
            JsonNode tree = MinariJson.read(where(part, ATTRIBUTES), stored);
            tree.properties()
                    .forEach(each ->
                            attributes.put(each.getKey(), each.getValue().asText()));
        }
        PLAIN.stream()
                .filter(part.metadata()::containsKey)
                .sorted()
                .forEach(name -> attributes.putIfAbsent(name, part.metadata().getOrDefault(name, "")));
        return new DatasetDescription(space(part, OBSERVATION_SPACE), space(part, ACTION_SPACE), attributes);
    }

    private static @Nullable Space space(PartFile part, String key) {
        String stored = part.metadata().get(key);
        return stored == null ? null : SpaceJson.read(where(part, key), stored);
    }

    private static String where(PartFile part, String key) {
        return part.path() + ": the metadata '" + key + "'";
    }

    /** Returns the shapes of rows of several dimensions. */
    static Map<String, List<Integer>> shapes(PartFile part) {
        String stored = part.metadata().getOrDefault(SHAPES, "{}");
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        MinariJson.read(where(part, SHAPES), stored).properties().forEach(each -> {
            List<Integer> shape = new ArrayList<>();
            each.getValue().forEach(size -> shape.add(size.asInt()));
            shapes.put(each.getKey(), List.copyOf(shape));
        });
        return shapes;
    }

    /** Returns the seeds of a file's episodes, null where there are none. */
    static List<@Nullable BigInteger> seeds(PartFile part) {
        List<@Nullable BigInteger> seeds = new ArrayList<>();
        try {
            for (JsonNode each :
                    MinariJson.read(where(part, SEEDS), part.metadata().getOrDefault(SEEDS, "[]"))) {
                seeds.add(each.isNull() ? null : new BigInteger(each.asText()));
            }
        } catch (NumberFormatException damaged) {
            throw new LeewayException(where(part, SEEDS) + " holds what is no whole number", damaged);
        }
        return seeds;
    }
}
