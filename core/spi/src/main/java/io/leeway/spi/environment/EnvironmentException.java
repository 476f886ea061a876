package io.leeway.spi.environment;

import io.leeway.spi.LeewayException;
import org.jspecify.annotations.Nullable;

/** An environment failed while it was reset or stepped; the kind says whether to play the episode again. */
public final class EnvironmentException extends LeewayException {
    private static final long serialVersionUID = 1L;

    /** The side that a failure comes from. */
    public enum Kind {
        /** The environment itself raised, or gave what it must not. */
        ENVIRONMENT_ERROR("an environment error"),
        /** No answer came in time. */
        TIMEOUT("a timeout"),
        /** The simulator's process or the way to it was lost, and the state of the episodes with it. */
        LOST_SESSION("a lost session");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns what a sentence calls it, such as "a timeout". */
        public String words() {
            return words;
        }
    }

    private final Kind kind;

    /** Creates a failure with a message that stands alone. */
    public EnvironmentException(Kind kind, String message) {
        this(kind, message, null);
    }

    /** Creates a failure with a message that stands alone and what caused it. */
    public EnvironmentException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Returns whose doing it is. */
    public Kind kind() {
        return kind;
    }
}
