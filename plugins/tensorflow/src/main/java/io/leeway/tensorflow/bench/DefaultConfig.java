package io.leeway.tensorflow.bench;

import io.leeway.spi.Default;
import io.leeway.tensorflow.agent.update.AgentConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;

/**
 * An algorithm's configuration as its record documents it: every key by default, but for those that every agent has.
 */
final class DefaultConfig {
    private DefaultConfig() {}

    /**
     * Returns the configuration.
     *
     * @param type a record of numbers and flags, each with a default, and an {@link AgentConfig}
     * @param agent the keys that every agent has
     */
    static <C extends Record> C of(Class<C> type, AgentConfig agent) {
        RecordComponent[] keys = type.getRecordComponents();
        Class<?>[] types = Arrays.stream(keys).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(keys)
                .map(key -> key.getType() == AgentConfig.class ? agent : value(key))
                .toArray();
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No " + type.getSimpleName() + " can be made of its defaults", e);
        }
    }

    private static Object value(RecordComponent key) {
        String text = Objects.requireNonNull(key.getAnnotation(Default.class), key.getName())
                .value();
        if (key.getType() == int.class) {
            return Integer.valueOf(text);
        } else if (key.getType() == boolean.class) {
            return Boolean.valueOf(text);
        } else if (key.getType() == double.class) {
            return Double.valueOf(text);
        }
        throw new IllegalStateException("The default of " + key.getName() + " is no number and no flag: " + text);
    }
}
