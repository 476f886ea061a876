package io.leeway.experiment.engine;

import io.leeway.spi.Components;
import io.leeway.spi.Configured;
import io.leeway.spi.engine.Engine;
import io.leeway.spi.engine.StageMaker;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The choice of where stages are made, and how many at once.
 *
 * @param engine what makes them; null for this process
 * @param jobs how many at once; empty for as many as the engine offers
 */
public record EngineChoice(@Nullable Configured<Engine> engine, OptionalInt jobs) {
    /** Checks that there is at least one job. */
    public EngineChoice {
        if (jobs.isPresent() && jobs.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "At least one job must run at once, but was asked for " + jobs.getAsInt());
        }
    }

    /** Returns the choice of this process. */
    public static EngineChoice local(int jobs) {
        return new EngineChoice(null, OptionalInt.of(jobs));
    }

    /**
     * Creates the engine, which the caller closes.
     *
     * @param maker what makes stages in this process
     * @throws io.leeway.spi.LeewayException if it cannot be used, saying why
     */
    public Engine open(Components components, StageMaker maker) {
        return engine == null
                ? new LocalEngine(maker)
                : components.with(StageMaker.class, maker).create(engine);
    }

    /** Returns how many stages at once. */
    public int jobs(Engine opened) {
        return jobs.orElseGet(opened::slots);
    }
}
