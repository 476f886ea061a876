package io.leeway.experiment.stage;

import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The environments of a run, where its experiment names any: made when they are first asked for. */
public final class RunEnvironment implements AutoCloseable {
    private final @Nullable Supplier<Environments> maker;
    private @Nullable Environments made;
    private boolean closed;

    /** Stands for the environments of a maker, or for none. */
    public RunEnvironment(@Nullable Supplier<Environments> maker) {
        this.maker = maker;
    }

    /** Returns the environments. */
    public synchronized Optional<Environments> get() {
        if (closed) {
            throw new IllegalStateException("The run's environments are closed");
        }
        if (made == null && maker != null) {
            made = maker.get();
        }
        return Optional.ofNullable(made);
    }

    /** Returns what they are. */
    public Optional<EnvironmentSpec> spec() {
        return get().map(Environments::spec);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (made != null) {
            made.close();
        }
    }
}
