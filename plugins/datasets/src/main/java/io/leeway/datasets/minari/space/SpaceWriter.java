package io.leeway.datasets.minari.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A writer of spaces as Minari's JSON. */
public final class SpaceWriter {
    private static final BigInteger GREATEST = BigInteger.TWO.pow(Long.SIZE).subtract(BigInteger.ONE);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Column> columns;

    /**
     * Looks at an episode.
     *
     * @param columns tell what type the numbers of a MultiDiscrete have, which it does not say itself
     */
    public SpaceWriter(Map<String, Column> columns) {
        this.columns = columns;
    }

    /** Returns a space as text; {@code path} names its column, or the beginning of its parts' columns. */
    public String write(String path, Space space) {
        return MinariJson.write(node(path, space));
    }

    private ObjectNode node(String path, Space space) {
        ObjectNode node = NODES.objectNode().put("type", space.getClass().getSimpleName());
        if (space instanceof Space.Box box) {
            return box(node, box);
        } else if (space instanceof Space.Discrete discrete) {
            return node.put("dtype", "int64").put("start", discrete.start()).put("n", discrete.count());
        } else if (space instanceof Space.MultiDiscrete discrete) {
            Column column = columns.get(path);
            node.put("dtype", SpaceColumns.name(column == null ? ElementType.INT64 : column.type()));
            node.set("nvec", nested(discrete.shape(), index -> NODES.numberNode(discrete.counts()[index])));
            node.set("start", nested(discrete.shape(), index -> NODES.numberNode(discrete.starts()[index])));
            return node;
        } else if (space instanceof Space.MultiBinary binary) {
            return multiBinary(node, binary.shape());
        } else if (space instanceof Space.Text text) {
            return node.put("max_length", text.maximumLength())
                    .put("min_length", text.minimumLength())
                    .put("charset", text.characters());
        } else if (space instanceof Space.Dict dict) {
            ObjectNode parts = node.putObject("subspaces");
            dict.spaces().forEach((key, part) -> parts.set(key, node(path + "/" + key, part)));
            return node;
        }
        List<Space> spaces = ((Space.Tuple) space).spaces();
        ArrayNode parts = node.putArray("subspaces");
        for (int i = 0; i < spaces.size(); i++) {
            parts.add(node(path + "/_index_" + i, spaces.get(i)));
        }
        return node;
    }

    private static ObjectNode box(ObjectNode node, Space.Box box) {
        node.put("dtype", SpaceColumns.name(box.type()));
        ArrayNode shape = node.putArray("shape");
        box.shape().forEach(shape::add);
        node.set("low", bounds(box, box.low()));
        node.set("high", bounds(box, box.high()));
        return node;
    }

    private static JsonNode bounds(Space.Box box, double[] values) {
        boolean real = box.type().isReal();
        return nested(box.shape(), index -> real ? NODES.numberNode(values[index]) : whole(box.type(), values[index]));
    }

    /** Returns a bound within what whole numbers of a type can be: Gymnasium has no infinite ones for them. */
    private static JsonNode whole(ElementType type, double value) {
        Space.Box all = ColumnSpaces.box(type, List.of());
        if (type == ElementType.UINT64) {
            BigInteger number = new BigDecimal(Math.max(0, Math.min(all.high()[0], value))).toBigInteger();
            return NODES.numberNode(number.min(GREATEST));
        }
        return NODES.numberNode((long) Math.max(all.low()[0], Math.min(all.high()[0], value)));
    }

    private static JsonNode nested(List<Integer> shape, IntFunction<JsonNode> values) {
        int[] next = {0};
        return nested(shape, values, next);
    }

    private static JsonNode nested(List<Integer> shape, IntFunction<JsonNode> values, int[] next) {
        if (shape.isEmpty()) {
            return values.apply(next[0]++);
        }
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < shape.get(0); i++) {
            list.add(nested(shape.subList(1, shape.size()), values, next));
        }
        return list;
    }

    private static ObjectNode multiBinary(ObjectNode node, List<Integer> shape) {
        if (shape.size() == 1) {
            return node.put("n", shape.get(0));
        }
        ArrayNode sizes = node.putArray("n");
        shape.forEach(sizes::add);
        return node;
    }
}
