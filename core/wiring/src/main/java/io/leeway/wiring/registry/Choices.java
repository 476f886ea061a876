package io.leeway.wiring.registry;

import io.leeway.spi.Configured;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The components that a configuration chooses. */
public final class Choices {
    private Choices() {}

    /** Returns a choice and every choice within its configuration, at any depth, outer ones first. */
    public static List<Configured<?>> all(Configured<?> choice) {
        List<Configured<?>> found = new ArrayList<>();
        found.add(choice);
        within(choice.configuration(), found);
        return found;
    }

    private static void within(Record configuration, List<Configured<?>> found) {
        for (RecordComponent component : configuration.getClass().getRecordComponents()) {
            collect(value(configuration, component), found);
        }
    }

    private static void collect(@Nullable Object value, List<Configured<?>> found) {
        if (value instanceof Configured<?> choice) {
            found.addAll(all(choice));
        } else if (value instanceof Record nested) {
            within(nested, found);
        } else if (value instanceof List<?> items) {
            items.forEach(item -> collect(item, found));
        } else if (value instanceof Map<?, ?> entries) {
            entries.values().forEach(item -> collect(item, found));
        }
    }

    private static @Nullable Object value(Record configuration, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(configuration);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("Cannot read " + component, failure);
        }
    }
}
