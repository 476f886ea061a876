package io.leeway.dashboard.watch;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree of maps, lists and scalars that was read from a file that anybody may have written: nothing in it is sure. */
public record Tree(Map<String, Object> root) {
    private static final int MOST_TEXT = 4_000;

    /** A tree with nothing in it. */
    public static final Tree EMPTY = new Tree(Map.of());

    /**
     * Reads a file.
     *
     * @param most how large it may be, in bytes
     * @throws LeewayException if it is missing, damaged or larger
     */
    public static Tree read(Path file, long most) {
        try {
            long size = Files.size(file);
            if (size > most) {
                throw new LeewayException("Cannot read " + file + ": it has " + size + " bytes, more than the " + most
                        + " that such a file may have");
            }
            return new Tree(Json.read(file));
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + file + ": " + FileProblem.text(e), e);
        }
    }

    /** Returns what a value of a tree is as a tree: one with nothing in it where it is no mapping. */
    public static Tree of(@Nullable Object value) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> read) {
            read.forEach((key, child) -> tree.put(String.valueOf(key), child));
        }
        return new Tree(tree);
    }

    /** Returns the mapping of a key. */
    public Tree tree(String key) {
        return of(root.get(key));
    }

    /** Returns a text, or null where there is none; a very long one is cut. */
    public @Nullable String text(String key) {
        Object value = root.get(key);
        return value == null || value instanceof Map || value instanceof List ? null : cut(String.valueOf(value));
    }

    /** Returns a text, or nothing where there is none. */
    public String textOr(String key, String other) {
        String text = text(key);
        return text == null ? other : text;
    }

    /** Returns a number, or NaN where there is none. */
    public double number(String key) {
        return root.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** Returns the items of a list. */
    public List<Object> list(String key) {
        return root.get(key) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private static String cut(String text) {
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }
}
