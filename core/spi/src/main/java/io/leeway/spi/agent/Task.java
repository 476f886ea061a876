package io.leeway.spi.agent;

import io.leeway.spi.environment.Space.Discrete;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of what an agent sees and does.
 *
 * @param observationSize columns of a flat observation
 * @param actionSize columns of an action, each in [-1, 1]
 * @param choices what actions are one of, where they are discrete: each has a column, which is 1 where it is chosen and
 *     0 elsewhere; null where actions are continuous
 */
public record Task(
        int observationSize, int actionSize, @Nullable Discrete choices) {
    /** Checks that every choice has a column. */
    public Task {
        if (choices != null && choices.count() != actionSize) {
            throw new IllegalArgumentException(
                    "Actions are one of " + choices.count() + " choices, but have " + actionSize + " columns");
        }
    }

    /** Describes continuous actions. */
    public Task(int observationSize, int actionSize) {
        this(observationSize, actionSize, null);
    }

    /** Returns the kind of its actions. */
    public ActionKind actionKind() {
        return choices == null ? ActionKind.CONTINUOUS : ActionKind.DISCRETE;
    }
}
