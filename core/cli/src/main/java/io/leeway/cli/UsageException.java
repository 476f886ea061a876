package io.leeway.cli;

import io.leeway.spi.LeewayException;
import java.util.function.Supplier;

/** A command was called with something that does not exist. */
final class UsageException extends LeewayException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    /** Looks something up that the user named. */
    static <T> T where(Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (LeewayException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }
}
