package io.leeway.cli.process;

import io.leeway.spi.Component;
import io.leeway.spi.Default;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user's plugin of an environment that, at its fifth step, does what it was configured to do. */
public final class MoodyPlugin implements Plugin {
    @Override
    public List<Component<?, ?>> components() {
        return List.of(Component.of(Environments.class, "moody", "Misbehaves", MoodyConfig.class, Moody.class));
    }

    /** What it does. */
    enum Mood {
        CALM,
        RAISE,
        HANG,
        NAN,
        PRINT,
        EXIT
    }

    record MoodyConfig(@Default("calm") Mood mood) {}

    record Moody(MoodyConfig config) implements Environments {
        @Inject
        Moody {}

        @Override
        public EnvironmentSpec spec() {
            return new EnvironmentSpec(
                    "moody-v0",
                    Box.of(2, -100, 100, ElementType.FLOAT64),
                    Box.of(1, -1, 1, ElementType.FLOAT32),
                    20,
                    null,
                    Map.of());
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            return new Walk(spec(), options, config.mood());
        }
    }

    /** Adds up its actions. */
    private static final class Walk implements VectorEnvironment {
        private final EnvironmentSpec spec;
        private final VectorOptions options;
        private final Mood mood;
        private final double[] state;
        private final int[] elapsed;

        Walk(EnvironmentSpec spec, VectorOptions options, Mood mood) {
            this.spec = spec;
            this.options = options;
            this.mood = mood;
            state = new double[2 * options.count()];
            elapsed = new int[options.count()];
        }

        @Override
        public int count() {
            return options.count();
        }

        @Override
        public EnvironmentSpec spec() {
            return spec;
        }

        @Override
        public AutoresetMode autoreset() {
            return options.autoreset();
        }

        @Override
        public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> given) {
            for (int i = 0; i < count(); i++) {
                Long seed = seeds == null ? null : seeds[i];
                if (mask == null || mask[i]) {
                    state[2 * i] = seed == null ? 0 : seed % 1000 / 1e3;
                    elapsed[i] = 0;
                }
            }
            return new Reset(new Value.Reals(state.clone()), Map.of());
        }

        @Override
        public Step step(Value actions) {
            double[] rewards = new double[count()];
            boolean[] truncated = new boolean[count()];
            for (int i = 0; i < count(); i++) {
                state[2 * i] += actions.reals()[i];
                state[2 * i + 1] = elapsed[i];
                rewards[i] = state[2 * i];
                truncated[i] = ++elapsed[i] >= 20;
                if (elapsed[i] == 5) {
                    misbehave(i);
                }
            }
            return new Step(new Value.Reals(state.clone()), rewards, new boolean[count()], truncated, null);
        }

        private void misbehave(int environment) {
            switch (mood) {
                case RAISE -> throw new IllegalStateException("The wheels came off");
                case HANG -> hang();
                case NAN -> state[2 * environment] = Double.NaN;
                case PRINT ->
                    System.out.println(
                            "Listening on nothing" + Arrays.toString(state).repeat(1000));
                case EXIT -> Runtime.getRuntime().halt(7);
                default -> state[2 * environment + 1]++;
            }
        }

        private static void hang() {
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
