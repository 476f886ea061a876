package io.leeway.bridge.codec;

/** A misfit of a value and a message: what, where, and what it must be. */
public final class CodecException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates a failure with a message that stands alone. */
    public CodecException(String message) {
        super(message);
    }
}
