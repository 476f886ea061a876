package io.leeway.wiring.config;

import io.leeway.wiring.keys.Key;
import io.leeway.wiring.keys.Shape;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The values that stand in {@link io.leeway.spi.Default}. */
final class Defaults {
    private Defaults() {}

    /** Returns a key's default, or null if it has none. */
    static @Nullable YamlNode node(Key key, Problems problems) {
        if (key.defaultText() == null) {
            return null;
        }
        String owner = key.component().getDeclaringRecord().getName();
        return YamlReader.readValue(key.defaultText(), "the default of '" + key.name() + "' in " + owner, problems);
    }

    /** Returns a default as maps, lists, texts, numbers and booleans. */
    static Object plain(String yaml) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        boolean infinite = value instanceof Double number && number.isInfinite();
        return infinite ? yaml : value;
    }

    /**
     * Returns what is given with the key's default under it: a section, or a component without {@code type}, changes
     * some keys of the default and leaves the others.
     */
    static YamlNode under(Key key, YamlNode given, Problems problems) {
        if (!(given instanceof YamlNode.Mapping mapping) || key.defaultText() == null) {
            return given;
        }
        Shape shape = Shape.of(key.type());
        boolean named = mapping.entries().containsKey("type");
        boolean section = shape instanceof Shape.Section;
        if (named || !(section || shape instanceof Shape.Choice)) {
            return given;
        }
        YamlNode fallback = node(key, problems);
        if (fallback instanceof YamlNode.Scalar name && !name.isNull()) {
            return mapping.over(YamlNode.Mapping.of("type", name));
        }
        return fallback instanceof YamlNode.Mapping whole ? mapping.over(whole) : given;
    }

    /** Returns whether a number may be infinite: only where its default is. */
    static boolean isInfinite(Key key) {
        return key.defaultText() != null && key.defaultText().contains(".inf");
    }
}
