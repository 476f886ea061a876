package io.leeway.datasets.hdf5.format;

/** An error of bytes that make no sense where they are. */
public final class DamagedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates the error; the message says what is wrong, as a part of a sentence. */
    public DamagedException(String message) {
        super(message);
    }
}
