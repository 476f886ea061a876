package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The inverse of deflate. */
final class Deflated implements Inverse {
    private static final int SPARE = 64;

    private final Inflater inflater = new Inflater();

    /**
     * Inflates; bytes that are as many as the chunk has and no deflated ones were left alone, as HDF5 does where
     * nothing is won.
     */
    @Override
    public void undo(Scratch scratch, int length) {
        int most = length + SPARE;
        byte[] target = scratch.target(most);
        try {
            scratch.swap(inflate(scratch.bytes(), scratch.size(), target, most));
        } catch (DataFormatException e) {
            if (scratch.size() != length) {
                throw new DamagedException(e.getMessage() == null ? "a chunk is not deflated" : e.getMessage());
            }
        }
    }

    private int inflate(byte[] bytes, int size, byte[] target, int most) throws DataFormatException {
        inflater.reset();
        inflater.setInput(bytes, 0, size);
        int inflated = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(target, inflated, most - inflated);
            inflated += count;
            if (count == 0 && !inflater.finished()) {
                throw new DataFormatException(
                        inflated == most
                                ? "a chunk inflates to more than " + most + " bytes"
                                : "a chunk ends after " + inflated + " bytes");
            }
        }
        return inflated;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
