package io.leeway.datasettools;

import io.leeway.spi.LeewayException;

/** The error of a dataset that was asked for in a way that cannot be: it is not there, or its format is unknown. */
public final class DatasetChoiceException extends LeewayException {
    private static final long serialVersionUID = 1L;

    /** Makes an error with a message that says what to do. */
    public DatasetChoiceException(String message) {
        super(message);
    }
}
