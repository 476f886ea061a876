package io.leeway.datasets.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.spi.LeewayException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute.
 *
 * @param type {@code text}, {@code json}, {@code bool}, or a type of numbers as NumPy calls it; with {@code []} after
 *     it for lists
 * @param value a String, Boolean, Long, BigInteger (from 2⁶³ on), Float or Double, a list of them, nested by dimension,
 *     or, for {@code json}, text
 */
public record AttributeValue(String type, Object value) {
    /** The type of text. */
    public static final String TEXT = "text";
    /** The type of what is none of the others: objects, lists of different things, nothing. */
    public static final String JSON = "json";

    private static final String LIST = "[]";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> TYPES = Set.of(
            TEXT, "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16",
            "float32", "float64");

    /** Returns a text's value. */
    public static AttributeValue of(String text) {
        return new AttributeValue(TEXT, text);
    }

    /** Returns the value that JSON has: numbers are int64 or float64, or uint64 where they are too great. */
    public static AttributeValue of(JsonNode node) {
        String type = typeOf(node);
        return type == null
                ? new AttributeValue(JSON, MinariJson.write(node))
                : new AttributeValue(type, value(type.replace(LIST, ""), node));
    }

    private static @Nullable String typeOf(JsonNode node) {
        if (node.isTextual()) {
            return TEXT;
        } else if (node.isBoolean()) {
            return "bool";
        } else if (node.isIntegralNumber()) {
            boolean large = !node.canConvertToLong();
            BigInteger whole = node.bigIntegerValue();
            return !large ? "int64" : whole.signum() > 0 && whole.bitLength() <= Long.SIZE ? "uint64" : null;
        } else if (node.isNumber()) {
            return "float64";
        } else if (!node.isArray() || node.isEmpty()) {
            return null;
        }
        String first = typeOf(node.get(0));
        for (JsonNode element : node) {
            boolean same = first != null && first.equals(typeOf(element));
            if (!same || !sizes(element).equals(sizes(node.get(0)))) {
                return null;
            }
        }
        return first == null || first.endsWith(LIST) ? first : first + LIST;
    }

    private static List<Integer> sizes(JsonNode node) {
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode at = node; at.isArray() && !at.isEmpty(); at = at.get(0)) {
            sizes.add(at.size());
        }
        return sizes;
    }

    private static Object value(String type, JsonNode node) {
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(element -> list.add(value(type, element)));
            return list;
        }
        return switch (type) {
            case TEXT -> node.asText();
            case "bool" -> node.booleanValue();
            case "uint64" -> node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
            case "float16", "float32" -> node.floatValue();
            case "float64" -> node.doubleValue();
            default -> node.longValue();
        };
    }

    /** Returns whether this is a list. */
    public boolean isList() {
        return value instanceof List;
    }

    /** Returns the type of a list's elements, or that of a single value. */
    public String elementType() {
        return type.replace(LIST, "");
    }

    /** Returns the value as text: text itself, a number, or JSON. */
    public String text() {
        return isList() ? MinariJson.write(json()) : String.valueOf(value);
    }

    /** Returns the value as JSON. */
    public JsonNode json() {
        return type.equals(JSON) ? MinariJson.read("an attribute", (String) value) : json(value);
    }

    private static JsonNode json(Object value) {
        if (value instanceof List<?> list) {
            ArrayNode array = NODES.arrayNode();
            list.forEach(element -> array.add(json((Object) element)));
            return array;
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof Float number) {
            return NODES.numberNode(number);
        } else if (value instanceof Double number) {
            return NODES.numberNode(number);
        } else if (value instanceof BigInteger whole) {
            return NODES.numberNode(whole);
        } else if (value instanceof Long whole) {
            return NODES.numberNode(whole);
        }
        return NODES.textNode((String) value);
    }

    /**
     * Returns the value of a type that a text stands for, or the text itself where it stands for none.
     *
     * @param type such as {@code int64[]}
     */
    public static AttributeValue parse(String type, String text) {
        String element = type.replace(LIST, "");
        boolean known = TYPES.contains(element) || type.equals(JSON);
        if (!known || type.equals(TEXT)) {
            return of(text);
        }
        try {
            JsonNode node = MinariJson.read("an attribute", text);
            if (type.equals(JSON)) {
                return new AttributeValue(JSON, text);
            }
            boolean fits = node.isArray() == type.endsWith(LIST) && leavesFit(element, node);
            return fits ? new AttributeValue(type, value(element, node)) : of(text);
        } catch (LeewayException changedMeanwhile) {
            return of(text);
        }
    }

    private static boolean leavesFit(String type, JsonNode node) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (!leavesFit(type, element)) {
                    return false;
                }
            }
            return true;
        }
        return switch (type) {
            case TEXT -> node.isTextual();
            case "bool" -> node.isBoolean();
            case "float16", "float32", "float64" -> node.isNumber();
            case "uint64" -> node.isIntegralNumber();
            default -> node.isIntegralNumber() && node.canConvertToLong();
        };
    }
}
