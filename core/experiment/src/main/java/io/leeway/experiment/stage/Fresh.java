package io.leeway.experiment.stage;

/**
 * A factory of components that have learned nothing yet.
 *
 * @param <T> their kind
 */
@FunctionalInterface
public interface Fresh<T> {
    /** Creates one, which the caller closes. */
    T create();
}
