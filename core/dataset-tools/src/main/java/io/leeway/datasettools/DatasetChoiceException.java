package io.leeway.datasettools;

import io.leeway.spi.LeewayException;

/** A dataset was asked for in a way that cannot be: it is not there, or it does not say of which format it is. */
public final class DatasetChoiceException extends LeewayException {
    private static final long serialVersionUID = 1L;

    DatasetChoiceException(String message) {
        super(message);
    }
}
