package io.leeway.environment.wrapper;

import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Environments that change what goes into or comes out of others, which they close with themselves. Steps overlap as
 * those of the others do. A single environment is wrapped as a vector of one.
 */
public abstract class VectorWrapper implements VectorEnvironment {
    private final VectorEnvironment wrapped;

    /** Wraps environments. */
    protected VectorWrapper(VectorEnvironment wrapped) {
        this.wrapped = wrapped;
    }

    /** Returns what is wrapped. */
    protected final VectorEnvironment wrapped() {
        return wrapped;
    }

    /** Turns the caller's actions into those of what is wrapped; by default they are the same. */
    protected Value actions(Value actions) {
        return actions;
    }

    /**
     * Changes what a reset gives.
     *
     * @param mask which environments were reset; null for all
     */
    protected Reset resetOutcome(Reset reset, boolean @Nullable [] mask) {
        return reset;
    }

    /** Changes what a step gives. */
    protected Step stepOutcome(Step step) {
        return step;
    }

    @Override
    public int count() {
        return wrapped.count();
    }

    @Override
    public EnvironmentSpec spec() {
        return wrapped.spec();
    }

    @Override
    public AutoresetMode autoreset() {
        return wrapped.autoreset();
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
        return resetOutcome(wrapped.reset(seeds, mask, options), mask);
    }

    @Override
    public final Step step(Value actions) {
        return stepOutcome(wrapped.step(actions(actions)));
    }

    @Override
    public final Supplier<Step> stepAsync(Value actions) {
        Supplier<Step> pending = wrapped.stepAsync(actions(actions));
        return () -> stepOutcome(pending.get());
    }

    @Override
    public List<String> omittedInfos() {
        return wrapped.omittedInfos();
    }

    @Override
    public List<String> notes() {
        return wrapped.notes();
    }

    @Override
    public Picture render(int index) {
        return wrapped.render(index);
    }

    /** {@inheritDoc} A wrapper with a memory of its own has none. */
    @Override
    public Optional<Snapshots> snapshots() {
        return wrapped.snapshots();
    }

    @Override
    public void close() {
        wrapped.close();
    }
}
