package io.leeway.spi;

import java.util.List;

/**
 * A jar's offer to Leeway: components, and ids of environments. Implementations have a public no-argument constructor
 * and are named in {@code META-INF/services/io.leeway.spi.Plugin}.
 */
public interface Plugin {
    /** Returns the components on offer; a name is unique within its kind, over all plugins. */
    default List<Component<?, ?>> components() {
        return List.of();
    }

    /** Returns the ids of environments that it registers; an id is unique over all plugins. */
    default List<EnvironmentId> environmentIds() {
        return List.of();
    }
}
