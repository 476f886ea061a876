package io.leeway.wiring.registry;

import io.leeway.spi.Component;
import io.leeway.wiring.keys.KebabCase;

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
