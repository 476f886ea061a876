package io.leeway.datasets.collect;

import io.leeway.spi.Configured;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A user's choice in a line: the component's name with its configuration, and no folder of this machine. */
final class ChoiceText {
    private ChoiceText() {}

    static String of(Configured<?> choice) {
        return choice.type() + " " + keys(choice.configuration());
    }

    private static String keys(Record configuration) {
        return Arrays.stream(configuration.getClass().getRecordComponents())
                .map(component -> component.getName() + "=" + text(read(configuration, component)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Configured<?> choice) {
            return of(choice);
        } else if (value instanceof Record section) {
            return keys(section);
        } else if (value instanceof List<?> items) {
            return items.stream().map(ChoiceText::text).collect(Collectors.joining(", ", "[", "]"));
        } else if (value instanceof Path path) {
            return String.valueOf(path.getFileName());
        }
        return String.valueOf(value);
    }

    private static @Nullable Object read(Record configuration, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(configuration);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("Cannot read " + component, failure);
        }
    }
}
