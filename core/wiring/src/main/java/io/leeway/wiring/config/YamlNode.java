package io.leeway.wiring.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of YAML that knows where it was written. */
sealed interface YamlNode {
    /** Returns where it begins. */
    Location location();

    /** Returns what it is, as a noun with its article. */
    String noun();

    /** Returns whether it is written as nothing, {@code ~} or {@code null}. */
    default boolean isNull() {
        return false;
    }

    /** A text, number or boolean: which of them, the type that is wanted decides. */
    record Scalar(Location location, String text, boolean plain) implements YamlNode {
        @Override
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        @Override
        public String noun() {
            return isNull() ? "empty" : plain ? text : "the text '" + text + "'";
        }
    }

    /** A list. */
    record Sequence(Location location, List<YamlNode> items) implements YamlNode {
        @Override
        public String noun() {
            return "a list";
        }
    }

    /** Keys and values, in the order of writing. */
    record Mapping(Location location, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String noun() {
            return "a mapping";
        }

        /** Returns a mapping of a single key. */
        static Mapping of(String key, YamlNode value) {
            return new Mapping(value.location(), Map.of(key, new Entry(value.location(), value)));
        }

        /** Returns a copy with one more entry, or with another value for a key. */
        Mapping with(String key, Location keyLocation, YamlNode value) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, new Entry(keyLocation, value));
            return new Mapping(location, Collections.unmodifiableMap(changed));
        }

        /** Returns a copy that has the entries of {@code other} where it has none itself. */
        Mapping over(Mapping other) {
            Map<String, Entry> merged = new LinkedHashMap<>(other.entries);
            merged.putAll(entries);
            return new Mapping(location, Collections.unmodifiableMap(merged));
        }
    }

    /**
     * The text that an option gives, which is YAML only where no text is wanted: {@code data.hdf5 #2} and
     * {@code [::1]:50051} are a path and an address as they stand. Quotes around the whole are YAML's.
     *
     * @param read the text as YAML, or null if it is none
     * @param problems why it is none
     */
    record Given(Location location, String text, @Nullable YamlNode read, List<ConfigurationProblem> problems)
            implements YamlNode {
        @Override
        public String noun() {
            return read == null ? text : read.noun();
        }

        @Override
        public boolean isNull() {
            return read != null && read.isNull();
        }

        /** Returns the text as it stands. */
        Scalar asText() {
            return read instanceof Scalar quoted && !quoted.plain() ? quoted : new Scalar(location, text, true);
        }
    }

    /** A value, and where its key was written. */
    record Entry(Location key, YamlNode value) {}
}
