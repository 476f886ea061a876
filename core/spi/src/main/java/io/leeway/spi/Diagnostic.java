package io.leeway.spi;

import java.util.List;

/** A check, made by {@code leeway doctor}, of whether this machine has what a plugin needs. */
public interface Diagnostic {
    /** Looks, without changing anything, for a few seconds at most; what fails is a finding, not an exception. */
    List<Finding> examine();

    /** The severity of a finding. */
    enum Status {
        /** As it should be. */
        OK,
        /** Works, but slower or with less than it could. */
        WARNING,
        /** Does not work. */
        FAILURE
    }

    /**
     * One thing that was looked at.
     *
     * @param status how bad it is
     * @param subject what was looked at, such as "TensorFlow natives"
     * @param text what was found, one line
     * @param remedy what to do, one line; empty where nothing need be done
     */
    record Finding(Status status, String subject, String text, String remedy) {}
}
