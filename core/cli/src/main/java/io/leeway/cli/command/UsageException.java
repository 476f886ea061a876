package io.leeway.cli.command;

import io.leeway.spi.LeewayException;
import java.util.function.Supplier;

/** A call of a command with something that does not exist. */
public final class UsageException extends LeewayException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }

    /** Looks something up that the user named. */
    public static <T> T where(Supplier<T> lookup) {
        try {
            return lookup.get();
        } catch (LeewayException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
    }
}
