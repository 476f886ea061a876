package io.leeway.spi.environment;

/** The treatment, by a vector environment, of an environment whose episode is over, as in Gymnasium 1.x. */
public enum AutoresetMode {
    /** The step after the last one ignores its action and gives the reset observation, reward 0 and false flags. */
    NEXT_STEP,
    /**
     * The last step gives the reset observation, and the last one in {@link VectorEnvironment.Step#finalObservations}.
     */
    SAME_STEP,
    /** The caller resets with a mask; stepping on is an error. */
    DISABLED
}
