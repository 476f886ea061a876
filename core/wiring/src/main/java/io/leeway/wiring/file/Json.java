package io.leeway.wiring.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Sha256;
import io.leeway.spi.support.Staged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** JSON as runs and collections keep it: the same tree gives the same bytes. */
public final class Json {
    private static final ObjectMapper COMPACT = JsonMapper.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final ObjectMapper RECORDS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private Json() {}

    /** Returns one line, without its end. */
    public static String line(Object tree) {
        try {
            return COMPACT.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a tree of maps, lists and scalars: " + tree, e);
        }
    }

    /** Returns indented lines. */
    public static String indented(Object tree) {
        try {
            return COMPACT.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a tree of maps, lists and scalars: " + tree, e);
        }
    }

    /** Returns the SHA-256, in hexadecimal, of the tree with its keys sorted. */
    public static String digest(Object tree) {
        try {
            return Sha256.of(SORTED.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a tree of maps, lists and scalars: " + tree, e);
        }
    }

    /** Writes a tree, indented, aside and moves it into place. */
    public static void write(Path file, Object tree) {
        try {
            Staged.write(file, aside -> Files.writeString(aside, indented(tree) + "\n"));
        } catch (IOException e) {
            throw new LeewayException("Cannot write " + file + ": " + FileProblem.text(e), e);
        }
    }

    /**
     * Writes a record as an object with snake_case names, without what is null in it, aside and moves it into place.
     */
    public static void writeRecord(Path file, Record written) {
        write(file, tree(written));
    }

    /** Returns a record as a tree with snake_case names, without what is null in it. */
    public static Map<String, Object> tree(Record record) {
        return RECORDS.convertValue(record, TREE);
    }

    /** Reads a record that {@link #writeRecord} wrote; what is missing is null, or 0. */
    public static <R extends Record> R readRecord(Path file, Class<R> type) {
        return RECORDS.convertValue(read(file), type);
    }

    /** Reads an object. */
    public static Map<String, Object> read(Path file) {
        try {
            return COMPACT.readValue(file.toFile(), TREE);
        } catch (IOException e) {
            throw new LeewayException(
                    "Cannot read " + file + ": it is missing or damaged (" + FileProblem.text(e) + ")", e);
        }
    }

    /** Reads one line. */
    public static Map<String, Object> parse(String line) throws IOException {
        return COMPACT.readValue(line, TREE);
    }
}
