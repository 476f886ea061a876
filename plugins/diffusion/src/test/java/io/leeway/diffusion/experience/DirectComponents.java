package io.leeway.diffusion.experience;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Creates components by a function, without a registry.
 *
 * @param creator makes an object of a choice and what is bound
 * @param bindings what is bound, by type
 */
record DirectComponents(
        BiFunction<Configured<?>, Map<Class<?>, Object>, Object> creator, Map<Class<?>, Object> bindings)
        implements Components {
    static DirectComponents of(BiFunction<Configured<?>, Map<Class<?>, Object>, Object> creator) {
        return new DirectComponents(creator, Map.of());
    }

    @Override
    public <K> K create(Configured<K> choice) {
        return choice.kind().cast(creator.apply(choice, bindings));
    }

    @Override
    public <T> Components with(Class<T> type, T value) {
        Map<Class<?>, Object> changed = new HashMap<>(bindings);
        changed.put(type, value);
        return new DirectComponents(creator, changed);
    }
}
