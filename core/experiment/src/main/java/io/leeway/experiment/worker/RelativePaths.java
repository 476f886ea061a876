package io.leeway.experiment.worker;

import io.leeway.experiment.run.StageOrder;
import io.leeway.spi.Configured;
import io.leeway.spi.LeewayException;
import io.leeway.wiring.keys.Key;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The refusal of paths that are relative to the folder in which the command was called: here that is another one. */
final class RelativePaths {
    private RelativePaths() {}

    /**
     * Looks at the experiment of a stage.
     *
     * @throws LeewayException if it has a relative path, naming its key
     */
    static void refuse(StageOrder order) {
        look("", order.of(), order.title());
    }

    private static void look(String key, @Nullable Object value, String title) {
        if (value instanceof Path path && !path.isAbsolute()) {
            throw new LeewayException("The " + title + " cannot be made on another machine: " + key + " is the relative"
                    + " path " + path + ". Give an absolute one, which is the same on every machine.");
        } else if (value instanceof Configured<?> choice) {
            look(key, choice.configuration(), title);
        } else if (value instanceof Record section) {
            for (Key part : Key.declared(section.getClass())) {
                String below = part.inline() ? key : key.isEmpty() ? part.name() : key + "." + part.name();
                look(below, read(section, part), title);
            }
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, entry) -> look(key + "." + name, entry, title));
        } else if (value instanceof Iterable<?> items && !(value instanceof Path)) {
            items.forEach(item -> look(key, item, title));
        }
    }

    private static @Nullable Object read(Record section, Key part) {
        try {
            part.component().getAccessor().setAccessible(true);
            return part.component().getAccessor().invoke(section);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("Cannot read " + part.component(), failure);
        }
    }
}
