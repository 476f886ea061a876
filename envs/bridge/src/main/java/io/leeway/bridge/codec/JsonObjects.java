package io.leeway.bridge.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keyword arguments and reset options as JSON objects. */
public final class JsonObjects {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(100)
                            .maxStringLength(1 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonObjects() {}

    /** Writes an object; an empty one as nothing. */
    public static String encode(Map<String, ?> object, String name) {
        if (object.isEmpty()) {
            return "";
        }
        try {
            return MAPPER.writeValueAsString(object);
        } catch (JsonProcessingException | IllegalArgumentException wrong) {
            throw new CodecException("The " + name + " cannot be written as JSON: " + reason(wrong));
        }
    }

    /**
     * Reads an object; nothing as an empty one.
     *
     * @throws CodecException if it is not one, saying where
     */
    public static Map<String, Object> decode(String json, String name) {
        if (json.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, Object> object = MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (object == null) {
                throw new CodecException("The " + name + " must be a JSON object, but are null");
            }
            return object;
        } catch (JsonProcessingException wrong) {
            throw new CodecException("The " + name + " must be a JSON object, like {\"key\": 1}: " + reason(wrong));
        }
    }

    /** Reads a value that a user gave as text: JSON where it is JSON, else the text itself. */
    public static Object scalar(String text) {
        try {
            Object value = MAPPER.readValue(text, Object.class);
            return value == null ? text : value;
        } catch (JsonProcessingException isText) {
            return text;
        }
    }

    private static String reason(Exception wrong) {
        return wrong instanceof JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(wrong.getMessage());
    }
}
