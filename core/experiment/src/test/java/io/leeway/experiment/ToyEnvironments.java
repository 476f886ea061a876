package io.leeway.experiment;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A point on a line: x' = x + a / 10, reward −x'², 20 steps; terminates beyond ±3. */
public final class ToyEnvironments implements Environments {
    public static final int HORIZON = 20;

    private final EnvironmentSpec spec;

    @Inject
    public ToyEnvironments() {
        spec = new EnvironmentSpec(
                "toy-v0",
                Space.Box.of(1, -10, 10, Space.ElementType.FLOAT64),
                Space.Box.of(1, -2, 2, Space.ElementType.FLOAT64),
                HORIZON,
                new EnvironmentSpec.ReferenceScores(-20, 0),
                Map.of());
    }

    public static double next(double position, double action) {
        return position + action / 10;
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return Optional.of((observations, actions, count, next, rewards, terminated) -> {
            for (int i = 0; i < count; i++) {
                next[i] = next(observations[i], actions[i]);
                rewards[i] = -next[i] * next[i];
                terminated[i] = Math.abs(next[i]) > 3;
            }
        });
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new Line(spec, options);
    }

    private static final class Line implements VectorEnvironment {
        private final EnvironmentSpec spec;
        private final AutoresetMode autoreset;
        private final double[] positions;
        private final int[] steps;

        Line(EnvironmentSpec spec, VectorOptions options) {
            this.spec = spec;
            this.autoreset = options.autoreset();
            this.positions = new double[options.count()];
            this.steps = new int[options.count()];
        }

        @Override
        public int count() {
            return positions.length;
        }

        @Override
        public EnvironmentSpec spec() {
            return spec;
        }

        @Override
        public AutoresetMode autoreset() {
            return autoreset;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            for (int i = 0; i < positions.length; i++) {
                if (mask == null || mask[i]) {
                    Long seed = seeds == null ? null : seeds[i];
                    positions[i] = RandomSource.of(seed == null ? 0 : seed).nextDouble();
                    steps[i] = 0;
                }
            }
            return new Reset(new Value.Reals(positions.clone()), Map.of());
        }

        @Override
        public Step step(Value actions) {
            int count = positions.length;
            double[] rewards = new double[count];
            boolean[] terminated = new boolean[count];
            boolean[] truncated = new boolean[count];
            for (int i = 0; i < count; i++) {
                positions[i] = next(positions[i], actions.reals()[i]);
                rewards[i] = -positions[i] * positions[i];
                terminated[i] = Math.abs(positions[i]) > 3;
                truncated[i] = ++steps[i] >= HORIZON;
            }
            return new Step(new Value.Reals(positions.clone()), rewards, terminated, truncated, null);
        }
    }
}
