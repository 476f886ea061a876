package io.leeway.datasets.hdf5.format;

/** An error of a kind of storage that HDF5 has, and that is not read here. */
public final class UnreadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates the error; the message goes on after the name of an object, and says what to do. */
    public UnreadException(String message) {
        super(message);
    }
}
