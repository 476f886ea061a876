package io.leeway.experiment.graph;

import com.google.inject.Injector;
import io.leeway.spi.Components;
import io.leeway.spi.RandomSource;
import io.leeway.wiring.inject.ComponentScope;

/** The components of scopes that have no seed of their own. */
final class Scopes {
    private Scopes() {}

    /** Returns what creates components in the scope of an injector, with the first of all random streams. */
    static Components unseeded(Injector injector) {
        return ComponentScope.components(injector).with(RandomSource.class, RandomSource.of(0));
    }
}
