package io.leeway.datasets.behaviour;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;

/** A behaviour that acts uniformly at random within the action bounds, or among the choices, whatever it sees. */
public final class RandomBehaviour implements Behaviour {
    /** Creates the behaviour. */
    @Inject
    public RandomBehaviour() {}

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        UniformActions uniform = UniformActions.of(environments.spec(), "The behaviour 'random'");
        RandomSource[] streams = new RandomSource[count];
        for (int i = 0; i < count; i++) {
            streams[i] = random.split(i);
        }
        return (observations, begun, actions) -> {
            for (int i = 0; i < count; i++) {
                uniform.draw(streams[i], actions, i);
            }
        };
    }
}
