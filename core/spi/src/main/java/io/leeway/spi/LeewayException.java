package io.leeway.spi;

import org.jspecify.annotations.Nullable;

/**
 * A failure that is the user's to mend. The message says what was wrong, where, and what to do; it is shown without a
 * stack trace.
 */
public class LeewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure with a message that stands alone. */
    public LeewayException(String message) {
        super(message);
    }

    /** Creates a failure with a message that stands alone and what caused it. */
    public LeewayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
