package io.leeway.cli;

import io.leeway.spi.LeewayException;

/** A command was called with something that does not exist. */
final class UsageException extends LeewayException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
