package io.leeway.datasets.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes as descriptions hold them: texts, and one text that says the types of those that are none. */
public final class TypedAttributes {
    private TypedAttributes() {}

    /** Returns the values as texts, with {@link DatasetDescription#ATTRIBUTE_TYPES} where one is no text. */
    public static Map<String, String> texts(Map<String, AttributeValue> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        ObjectNode types = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> {
            texts.put(name, value.text());
            if (!value.type().equals(AttributeValue.TEXT)) {
                types.put(name, value.type());
            }
        });
        texts.remove(DatasetDescription.ATTRIBUTE_TYPES);
        if (!types.isEmpty()) {
            texts.put(DatasetDescription.ATTRIBUTE_TYPES, MinariJson.write(types));
        }
        return texts;
    }

    /** Returns the values that a description's texts stand for, without the text that says their types. */
    public static Map<String, AttributeValue> values(Map<String, String> texts) {
        Map<String, String> types = types(texts.get(DatasetDescription.ATTRIBUTE_TYPES));
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (!name.equals(DatasetDescription.ATTRIBUTE_TYPES)) {
                values.put(name, AttributeValue.parse(types.getOrDefault(name, AttributeValue.TEXT), text));
            }
        });
        return values;
    }

    /**
     * Returns the values that a file has, those that it holds as another type than they are given the type that its
     * attribute {@link DatasetDescription#ATTRIBUTE_TYPES} says.
     */
    public static Map<String, AttributeValue> restored(Map<String, AttributeValue> stored) {
        AttributeValue said = stored.get(DatasetDescription.ATTRIBUTE_TYPES);
        Map<String, String> types = types(said == null ? null : said.text());
        Map<String, AttributeValue> restored = new LinkedHashMap<>(stored);
        restored.remove(DatasetDescription.ATTRIBUTE_TYPES);
        types.forEach((name, type) ->
                restored.computeIfPresent(name, (same, value) -> AttributeValue.parse(type, value.text())));
        return restored;
    }

    private static Map<String, String> types(@Nullable String json) {
        Map<String, String> types = new LinkedHashMap<>();
        if (json == null) {
            return types;
        }
        try {
            JsonNode node = MinariJson.read("the types of attributes", json);
            node.properties()
                    .forEach(entry -> types.put(entry.getKey(), entry.getValue().asText()));
        } catch (LeewayException somebodyElses) {
            return types;
        }
        return types;
    }

    /** Returns, in JSON, the types of attributes that a layout has to be told, or nothing where it knows all. */
    public static String told(Map<String, String> types) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        types.forEach(node::put);
        return types.isEmpty() ? "" : MinariJson.write(node);
    }
}
