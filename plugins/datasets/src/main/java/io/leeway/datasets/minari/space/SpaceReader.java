package io.leeway.datasets.minari.space;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A reader of spaces from Minari's JSON; every error begins with where it is. */
public final class SpaceReader {
    private SpaceReader() {}

    /**
     * Reads a space.
     *
     * @param where the file and key
     * @throws LeewayException if it is none, or one that is not known, naming its place among other spaces
     */
    public static Space read(String where, String text) {
        return space(where, MinariJson.read(where, text));
    }

    private static Space space(String where, JsonNode node) {
        String type = node.path("type").asText();
        return switch (type) {
            case "Box" -> box(where, node);
            case "Discrete" -> discrete(where, node);
            case "MultiDiscrete" -> multiDiscrete(where, node);
            case "MultiBinary" -> multiBinary(where, node);
            case "Text" -> text(where, node);
            case "Dict" -> dict(where, node);
            case "Tuple" -> tuple(where, node);
            default ->
                throw new LeewayException(where + " is a space of the type '" + type
                        + "', but must be Box, Discrete, MultiDiscrete, MultiBinary, Text, Dict or Tuple");
        };
    }

    private static Space box(String where, JsonNode node) {
        List<Integer> shape = shape(where, required(where, node, "shape"));
        double[] low = reals(where, node, "low", shape);
        return new Space.Box(shape, low, reals(where, node, "high", shape), type(where, node));
    }

    private static ElementType type(String where, JsonNode node) {
        String name = required(where, node, "dtype").asText();
        for (ElementType type : ElementType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
                return type;
            }
        }
        throw new LeewayException(where + " has the dtype '" + name
                + "', but must have bool, int8 to int64, uint8 to uint64, or float16 to float64");
    }

    private static Space discrete(String where, JsonNode node) {
        long count = whole(where + ".n", required(where, node, "n"));
        long start = node.has("start") ? whole(where + ".start", node.path("start")) : 0;
        checkChoices(where, count, start);
        return new Space.Discrete(count, start);
    }

    private static void checkChoices(String where, long count, long start) {
        if (count < 1 || start > Long.MAX_VALUE - count) {
            throw new LeewayException(where + " has " + count + " choices from " + start
                    + " on, but must have at least one, and none beyond " + Long.MAX_VALUE);
        }
    }

    private static Space multiDiscrete(String where, JsonNode node) {
        JsonNode nested = required(where, node, "nvec");
        List<Integer> shape = new ArrayList<>();
        for (JsonNode inner = nested; inner.isArray(); inner = inner.path(0)) {
            shape.add(inner.size());
        }
        long[] counts = wholes(where, nested, "nvec", shape);
        long[] starts = node.has("start") ? wholes(where, node.path("start"), "start", shape) : new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            checkChoices(where, counts[i], starts[i]);
        }
        return new Space.MultiDiscrete(List.copyOf(shape), counts, starts);
    }

    private static Space multiBinary(String where, JsonNode node) {
        JsonNode size = required(where, node, "n");
        List<Integer> shape = size.isArray() ? shape(where, size) : List.of(dimension(where, size));
        size(where, shape);
        return new Space.MultiBinary(shape);
    }

    private static Space text(String where, JsonNode node) {
        return new Space.Text(
                dimension(where, required(where, node, "min_length")),
                dimension(where, required(where, node, "max_length")),
                required(where, node, "charset").asText());
    }

    private static Space dict(String where, JsonNode node) {
        JsonNode parts = required(where, node, "subspaces");
        Map<String, Space> spaces = new LinkedHashMap<>();
        parts.properties().forEach(entry -> {
            String name = entry.getKey();
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/")) {
                throw new LeewayException(where + " has a part named '" + name + "', which cannot be a name in HDF5");
            }
            spaces.put(name, space(where + "." + name, entry.getValue()));
        });
        if (spaces.isEmpty()) {
            throw new LeewayException(where + " is a Dict without parts");
        }
        return new Space.Dict(spaces);
    }

    private static Space tuple(String where, JsonNode node) {
        JsonNode parts = required(where, node, "subspaces");
        List<Space> spaces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            spaces.add(space(where + "." + i, parts.path(i)));
        }
        if (spaces.isEmpty()) {
            throw new LeewayException(where + " is a Tuple without parts");
        }
        return new Space.Tuple(spaces);
    }

    private static JsonNode required(String where, JsonNode node, String key) {
        JsonNode value = node.get(key);
        if (value == null || value.isNull()) {
            throw new LeewayException(where + " is a " + node.path("type").asText() + " without '" + key + "'");
        }
        return value;
    }

    private static List<Integer> shape(String where, JsonNode node) {
        List<Integer> shape = new ArrayList<>();
        node.forEach(size -> shape.add(dimension(where, size)));
        return List.copyOf(shape);
    }

    private static int dimension(String where, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw new LeewayException(where + " has the size '" + node + "', but must have whole numbers below 2^31");
        }
        return node.intValue();
    }

    private static int size(String where, List<Integer> shape) {
        long size = 1;
        for (int dimension : shape) {
            size *= dimension;
            if (size < 1 || size > Integer.MAX_VALUE) {
                throw new LeewayException(where + " has the shape " + shape + ", but must have 1 to 2^31 - 1 numbers");
            }
        }
        return (int) size;
    }

    private static long whole(String where, JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new LeewayException(where + " is " + node + ", but must be a whole number below 2^63");
        }
        return node.longValue();
    }

    private static double[] reals(String where, JsonNode node, String key, List<Integer> shape) {
        List<JsonNode> values = flat(where + "." + key, required(where, node, key), shape);
        double[] reals = values.stream().mapToDouble(SpaceReader::real).toArray();
        if (Arrays.stream(reals).anyMatch(Double::isNaN)) {
            throw new LeewayException(where + "." + key + " has a bound that is not a number");
        }
        return reals;
    }

    private static double real(JsonNode value) {
        return value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
    }

    private static long[] wholes(String where, JsonNode node, String key, List<Integer> shape) {
        return flat(where + "." + key, node, shape).stream()
                .mapToLong(value -> whole(where + "." + key, value))
                .toArray();
    }

    /** Returns the numbers of nested lists, which must have that shape. */
    private static List<JsonNode> flat(String where, JsonNode node, List<Integer> shape) {
        List<JsonNode> level = List.of(node);
        for (int size : shape) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode list : level) {
                if (!list.isArray() || list.size() != size) {
                    throw new LeewayException(where + " does not have the shape " + shape);
                }
                list.forEach(next::add);
            }
            level = next;
        }
        size(where, shape);
        if (!level.stream().allMatch(value -> value.isNumber() || value.isBoolean())) {
            throw new LeewayException(where + " has something else than numbers in the shape " + shape);
        }
        return level;
    }
}
