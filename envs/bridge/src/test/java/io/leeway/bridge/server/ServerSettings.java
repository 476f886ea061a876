package io.leeway.bridge.server;

import io.leeway.spi.Default;
import io.leeway.spi.Inline;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server's configuration with its declared defaults, but for what a test sets. */
public final class ServerSettings {
    private final Map<String, Object> given = new TreeMap<>();

    /** Sets a component of {@link GrpcServerConfig}, or of one of its sections, by its name. */
    public ServerSettings set(String name, Object value) {
        if (names(GrpcServerConfig.class).noneMatch(name::equals)) {
            throw new IllegalArgumentException("There is no setting " + name);
        }
        given.put(name, value);
        return this;
    }

    private static Stream<String> names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(component -> component.isAnnotationPresent(Inline.class)
                        ? names(component.getType())
                        : Stream.of(component.getName()));
    }

    public GrpcServerConfig build() {
        return (GrpcServerConfig) build(GrpcServerConfig.class);
    }

    private Object build(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components).map(this::value).toArray();
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable Object value(RecordComponent component) {
        if (component.isAnnotationPresent(Inline.class)) {
            return build(component.getType());
        }
        Object set = given.get(component.getName());
        if (set != null) {
            return set;
        }
        Default fallback = component.getAnnotation(Default.class);
        if (fallback == null) {
            return null;
        }
        String text = fallback.value();
        Class<?> type = component.getType();
        if (type == int.class) {
            return Integer.parseInt(text);
        } else if (type == double.class) {
            return Double.parseDouble(text);
        } else if (type == boolean.class) {
            return Boolean.parseBoolean(text);
        }
        return type == Path.class ? Path.of(text) : text;
    }
}
