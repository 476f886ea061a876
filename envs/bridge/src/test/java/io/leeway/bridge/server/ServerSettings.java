package io.leeway.bridge.server;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server's configuration with its declared defaults, but for what a test sets. */
final class ServerSettings {
    private final Map<String, Object> given = new TreeMap<>();

    /** Sets a component of {@link GrpcServerConfig} by its name. */
    ServerSettings set(String name, Object value) {
        if (Arrays.stream(GrpcServerConfig.class.getRecordComponents())
                .noneMatch(component -> component.getName().equals(name))) {
            throw new IllegalArgumentException("There is no setting " + name);
        }
        given.put(name, value);
        return this;
    }

    GrpcServerConfig build() {
        RecordComponent[] components = GrpcServerConfig.class.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components).map(this::value).toArray();
        try {
            Constructor<GrpcServerConfig> constructor = GrpcServerConfig.class.getDeclaredConstructor(types);
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
        Object set = given.get(component.getName());
        if (set != null) {
            return set;
        }
        io.leeway.spi.Default fallback = component.getAnnotation(io.leeway.spi.Default.class);
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
