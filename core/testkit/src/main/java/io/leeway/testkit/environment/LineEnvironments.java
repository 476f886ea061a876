package io.leeway.testkit.environment;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A walk on a line, whose every answer is known: position' = position + action, with the position after the step as
 * reward. An episode begins uniformly in [-1, 1), terminates beyond ±{@link #END}, and is truncated after
 * {@link #LIMIT} steps. Actions lie in [-2, 2].
 */
public final class LineEnvironments implements Environments {
    /** The distance from the middle beyond which an episode terminates. */
    public static final double END = 3;

    /** The time limit, in steps. */
    public static final int LIMIT = 10;

    private static final EnvironmentSpec SPEC = new EnvironmentSpec(
            "line-v0",
            Box.of(1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ElementType.FLOAT64),
            Box.of(1, -2, 2, ElementType.FLOAT32),
            LIMIT,
            new EnvironmentSpec.ReferenceScores(0, 10),
            Map.of("end", Double.toString(END)));

    @Override
    public EnvironmentSpec spec() {
        return SPEC;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new Line(options.count(), options.autoreset(), options.timeLimit());
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        return Optional.of((observations, actions, count, nextObservations, rewards, terminated) -> {
            for (int i = 0; i < count; i++) {
                nextObservations[i] = observations[i] + actions[i];
                rewards[i] = nextObservations[i];
                terminated[i] = Math.abs(nextObservations[i]) > END;
            }
        });
    }

    @Override
    public Optional<Terminations> terminations() {
        return Optional.of((observations, actions, nextObservations, count, terminated) -> {
            for (int i = 0; i < count; i++) {
                if (!Double.isFinite(nextObservations[i])) {
                    throw new LeewayException("A position must be finite, but was " + nextObservations[i]);
                }
                terminated[i] = Math.abs(nextObservations[i]) > END;
            }
        });
    }

    private static final class Line implements VectorEnvironment {
        private final AutoresetMode autoreset;
        private final boolean timeLimit;
        private final double[] positions;
        private final int[] elapsed;
        private final boolean[] over;
        private final RandomSource[] streams;
        private boolean ready;

        Line(int count, AutoresetMode autoreset, boolean timeLimit) {
            this.autoreset = autoreset;
            this.timeLimit = timeLimit;
            positions = new double[count];
            elapsed = new int[count];
            over = new boolean[count];
            streams = new RandomSource[count];
            Arrays.setAll(streams, RandomSource.of(0)::split);
        }

        @Override
        public int count() {
            return positions.length;
        }

        @Override
        public EnvironmentSpec spec() {
            return SPEC;
        }

        @Override
        public AutoresetMode autoreset() {
            return autoreset;
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
            if ((seeds != null && seeds.length != count()) || (mask != null && mask.length != count())) {
                throw new IllegalArgumentException("There must be " + count() + " seeds and mask values");
            }
            for (int i = 0; i < count(); i++) {
                if (mask == null || mask[i]) {
                    Long seed = seeds == null ? null : seeds[i];
                    streams[i] = seed == null ? streams[i] : RandomSource.of(seed);
                    begin(i);
                }
            }
            ready = true;
            return new Reset(new Value.Reals(positions.clone()), Map.of());
        }

        private void begin(int i) {
            positions[i] = streams[i].nextDouble(-1, 1);
            elapsed[i] = 0;
            over[i] = false;
        }

        @Override
        public Step step(Value actions) {
            check(actions.reals());
            int count = count();
            double[] rewards = new double[count];
            boolean[] terminated = new boolean[count];
            boolean[] truncated = new boolean[count];
            for (int i = 0; i < count; i++) {
                if (over[i]) {
                    begin(i);
                    continue;
                }
                positions[i] += actions.reals()[i];
                rewards[i] = positions[i];
                terminated[i] = Math.abs(positions[i]) > END;
                truncated[i] = ++elapsed[i] >= LIMIT && timeLimit;
                over[i] = terminated[i] || truncated[i];
            }
            Value last = autoreset == AutoresetMode.SAME_STEP ? new Value.Reals(positions.clone()) : null;
            for (int i = 0; last != null && i < count; i++) {
                if (over[i]) {
                    begin(i);
                }
            }
            return new Step(new Value.Reals(positions.clone()), rewards, terminated, truncated, last);
        }

        private void check(double[] actions) {
            if (actions.length != count()) {
                throw new IllegalArgumentException("There must be " + count() + " actions, not " + actions.length);
            }
            for (boolean each : over) {
                if (each && autoreset == AutoresetMode.DISABLED) {
                    throw new IllegalStateException("An episode is over: reset it before the next step");
                }
            }
            if (!ready) {
                throw new IllegalStateException("There was no reset yet");
            }
        }
    }
}
