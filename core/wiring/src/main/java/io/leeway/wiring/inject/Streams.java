package io.leeway.wiring.inject;

import io.leeway.spi.RandomSource;

/** The random streams of a scope, by the kinds of the components that draw from them. */
@FunctionalInterface
public interface Streams {
    /** Returns the stream of a component of this kind, at its beginning. */
    RandomSource of(Class<?> kind);
}
