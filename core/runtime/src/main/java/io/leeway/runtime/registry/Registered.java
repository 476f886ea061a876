package io.leeway.runtime.registry;

import io.leeway.runtime.keys.KebabCase;
import io.leeway.spi.Component;

/**
 * A component that can be used, and where it is from.
 *
 * @param <K> its kind
 */
public record Registered<K>(Component<K, ?> component, Origin origin) {
    /** Returns what it is called in a sentence: {@code guidance 'policy'}. */
    public String title() {
        return KebabCase.wordsOfKind(component.kind()) + " '" + component.name() + "'";
    }
}
