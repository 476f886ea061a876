package io.leeway.environment;

import io.leeway.environment.wrapper.VectorWrapper;
import io.leeway.spi.Component;
import io.leeway.spi.Default;
import io.leeway.spi.EnvironmentId;
import io.leeway.spi.Plugin;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import io.leeway.testkit.environment.LineEnvironments;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Offers lines that have keys, and registers ids of them. */
public record Track(@Override List<EnvironmentId> environmentIds) implements Plugin {
    /** Lines whose settings are their configuration. */
    public static final Component<Environments, Track.Config> COMPONENT =
            Component.of(Environments.class, "track", "A line", Config.class, Lines.class);

    public Track(EnvironmentId... ids) {
        this(List.of(ids));
    }

    @Override
    public List<Component<?, ?>> components() {
        return List.of(COMPONENT);
    }

    /** How strong gravity is. */
    public enum Gravity {
        EARTH,
        ZERO_GRAVITY
    }

    /** What a line has. */
    public record Config(
            @Default("3") @Positive double length,
            @Default("earth") Gravity gravity) {}

    /** The testkit's line, which counts how often it is closed. */
    public static final class Lines implements Environments {
        static final AtomicInteger CLOSED = new AtomicInteger();
        private final Config config;

        @Inject
        Lines(Config config) {
            this.config = config;
        }

        @Override
        public EnvironmentSpec spec() {
            EnvironmentSpec spec = new LineEnvironments().spec();
            return new EnvironmentSpec(
                    spec.id(),
                    spec.observationSpace(),
                    spec.actionSpace(),
                    spec.maximumEpisodeSteps(),
                    null,
                    Map.of(
                            "length",
                            Double.toString(config.length()),
                            "gravity",
                            config.gravity().name()));
        }

        @Override
        public VectorEnvironment make(VectorOptions options) {
            if (options.rendered()) {
                throw new IllegalStateException("a line has no pictures");
            }
            return new VectorWrapper(new LineEnvironments().make(options)) {
                @Override
                public EnvironmentSpec spec() {
                    return Lines.this.spec();
                }
            };
        }

        @Override
        public void close() {
            CLOSED.incrementAndGet();
        }
    }
}
