package io.leeway.spi.agent;

/** The learner that an experience source feeds: how long it learns, and agents like it that have learned nothing. */
public interface Learner {
    /** Returns how many updates its training has in all. */
    long updates();

    /**
     * Creates an untrained agent of the same configuration, which the caller closes. Given by {@link Agent#load} what
     * the learner {@link Agent#save}d, it is a copy that stays as it is while the learner goes on.
     */
    Agent fresh();
}
