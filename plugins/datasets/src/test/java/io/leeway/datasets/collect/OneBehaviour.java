package io.leeway.datasets.collect;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.environment.Behaviour;
import java.util.List;

/**
 * Creates always the same behaviour.
 *
 * @param behaviour the behaviour
 */
public record OneBehaviour(Behaviour behaviour) implements Components {
    @Override
    public <K> K create(Configured<K> choice) {
        return choice.kind().cast(behaviour);
    }

    @Override
    public <T> Components with(Class<T> type, T value) {
        throw new UnsupportedOperationException("Nothing is bound here");
    }

    /** Returns a configuration that chooses it. */
    CollectConfig config(String type, Record configuration, int steps, int streams) {
        Configured<Behaviour> chosen = new Configured<>(Behaviour.class, type, configuration);
        return new CollectConfig(chosen, List.of(), steps, streams, 100_000, false, List.of(), 3);
    }
}
