package io.leeway.datasets.behaviour;

import io.leeway.spi.Components;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Another behaviour with its actions disturbed: normal noise is added, clipped at the bounds, and now and then an
 * action is uniformly random in its place (ε-greedy). The other one does not know, and sees what came of it.
 */
public final class NoisyBehaviour implements Behaviour {
    private static final String NAME = "The behaviour 'noisy'";

    private final NoisyConfig config;
    private final Behaviour behaviour;

    /** Creates the behaviour, and the one that it disturbs. */
    @Inject
    public NoisyBehaviour(NoisyConfig config, Components components) {
        this.config = config;
        this.behaviour = components.create(config.behaviour());
    }

    @Override
    public String identity() {
        return behaviour.identity();
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        EnvironmentSpec spec = environments.spec();
        UniformActions uniform = UniformActions.of(spec, NAME);
        BoundedActions bounded = config.standardDeviation() > 0 ? real(spec) : null;
        RandomSource[] streams = new RandomSource[count];
        for (int i = 0; i < count; i++) {
            streams[i] = random.split("noise").split(i);
        }
        Player original;
        try {
            original = behaviour.start(environments, count, random.split("behaviour"));
        } catch (LeewayException refused) {
            throw new LeewayException(NAME + " cannot play in " + spec.id() + ". " + refused.getMessage(), refused);
        }
        return new Noise(original, uniform, bounded, streams);
    }

    private static BoundedActions real(EnvironmentSpec spec) {
        if (!BoundedActions.areReal(spec)) {
            throw new LeewayException(NAME + " cannot add noise to the actions of " + spec.id() + ", which are "
                    + BoundedActions.describe(spec.actionSpace())
                    + " and not real numbers: set its standard-deviation to 0 and its epsilon above it");
        }
        return BoundedActions.of(spec, NAME);
    }

    private final class Noise implements Player {
        private final Player original;
        private final UniformActions uniform;
        private final @Nullable BoundedActions bounded;
        private final RandomSource[] streams;

        Noise(Player original, UniformActions uniform, @Nullable BoundedActions bounded, RandomSource[] streams) {
            this.original = original;
            this.uniform = uniform;
            this.bounded = bounded;
            this.streams = streams;
        }

        @Override
        public void act(double[] observations, boolean[] begun, double[] actions) {
            original.act(observations, begun, actions);
            for (int i = 0; i < streams.length; i++) {
                if (streams[i].nextDouble() < config.epsilon()) {
                    uniform.draw(streams[i], actions, i);
                } else if (bounded != null) {
                    addNoise(bounded, streams[i], actions, i * bounded.size());
                }
            }
        }

        private void addNoise(BoundedActions bounds, RandomSource stream, double[] actions, int at) {
            for (int column = 0; column < bounds.size(); column++) {
                double noise = config.standardDeviation() * bounds.halfRange(column) * stream.nextGaussian();
                actions[at + column] = bounds.clip(column, actions[at + column] + noise);
            }
        }

        @Override
        public void close() {
            original.close();
        }
    }
}
