package io.leeway.datasets.hdf5.input;

import io.jhdf.filter.LzfFilter;
import io.jhdf.filter.PipelineFilterWithData;
import io.leeway.spi.LeewayException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The inverse of an array's filters, in as many bytes as a chunk has and no more. Not for several threads. */
final class ChunkDecoder implements AutoCloseable {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int CHECKSUM = 3;
    private static final int LZF = 32000;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<PipelineFilterWithData> filters;
    private final int elementBytes;
    private final Inflater inflater = new Inflater();
    private byte[] encoded = new byte[0];
    private byte[] other = new byte[0];

    /**
     * Creates a decoder.
     *
     * @param filters in the order in which they were applied
     * @throws LeewayException if one of them is not known here, naming it
     */
    ChunkDecoder(String place, List<PipelineFilterWithData> filters, int elementBytes) {
        for (PipelineFilterWithData filter : filters) {
            if (!List.of(DEFLATE, SHUFFLE, CHECKSUM, LZF).contains(filter.getId())) {
                throw new LeewayException(place + " is compressed with " + filter.getName()
                        + ", which is not read: repack the file with 'h5repack -f SHUF -f GZIP=4'");
            }
        }
        this.filters = filters;
        this.elementBytes = elementBytes;
    }

    /** Returns how many times larger than in the file a chunk can be at most. */
    static long greatestInflation(List<PipelineFilterWithData> filters) {
        return filters.stream().anyMatch(filter -> filter.getId() == DEFLATE || filter.getId() == LZF) ? 1032 : 1;
    }

    /**
     * Decodes a chunk.
     *
     * @param raw its bytes in the file
     * @param length how many bytes it must have
     * @return an array whose first bytes are the chunk, valid until the next call
     * @throws DataFormatException if it is damaged
     */
    byte[] decode(ByteBuffer raw, int length) throws DataFormatException {
        int size = raw.remaining();
        if (encoded.length < Math.max(size, length)) {
            encoded = new byte[Math.max(size, length)];
            other = new byte[encoded.length];
        }
        raw.get(encoded, 0, size);
        for (int i = filters.size() - 1; i >= 0; i--) {
            size = undo(filters.get(i), size, length);
        }
        if (size != length) {
            throw new DataFormatException("a chunk has " + size + " bytes, not " + length);
        }
        return encoded;
    }

    private int undo(PipelineFilterWithData filter, int size, int length) throws DataFormatException {
        switch (filter.getId()) {
            case DEFLATE -> {
                return inflate(size, length);
            }
            case LZF -> {
                return lzf(filter, size, length);
            }
            case CHECKSUM -> {
                return check(size);
            }
            default -> {
                unshuffle(size);
                return size;
            }
        }
    }

    /**
     * Inflates; bytes that are as many as the chunk has and no deflated ones were left alone, as HDF5 does where
     * nothing is won.
     */
    private int inflate(int size, int length) throws DataFormatException {
        inflater.reset();
        inflater.setInput(encoded, 0, size);
        int inflated = 0;
        try {
            while (inflated < length && !inflater.finished()) {
                int count = inflater.inflate(other, inflated, length - inflated);
                if (count == 0 && !inflater.finished()) {
                    throw new DataFormatException("a chunk ends after " + inflated + " bytes of " + length);
                }
                inflated += count;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) > 0) {
                throw new DataFormatException("a chunk inflates to more than its " + length + " bytes");
            } else if (!inflater.finished()) {
                throw new DataFormatException("a chunk lacks its end");
            }
        } catch (DataFormatException e) {
            if (size == length) {
                return size;
            }
            throw e;
        }
        swap();
        return inflated;
    }

    private int lzf(PipelineFilterWithData filter, int size, int length) throws DataFormatException {
        if (size == length) {
            return size;
        }
        int[] data = filter.getFilterData();
        if (data.length < 3 || data[2] != length) {
            throw new DataFormatException("an LZF chunk does not say that it has " + length + " bytes");
        }
        byte[] plain = new LzfFilter().decode(Arrays.copyOf(encoded, size), data);
        System.arraycopy(plain, 0, encoded, 0, length);
        return length;
    }

    /**
     * Brings the bytes of each number together, of which the file has all first ones, then all second ones, and so on.
     */
    private void unshuffle(int size) {
        int count = size / elementBytes;
        if (elementBytes == Float.BYTES) {
            unshuffle4(count);
        } else {
            for (int octet = 0; octet < elementBytes; octet++) {
                for (int i = 0, from = octet * count, to = octet; i < count; i++, to += elementBytes) {
                    other[to] = encoded[from++];
                }
            }
        }
        System.arraycopy(encoded, count * elementBytes, other, count * elementBytes, size % elementBytes);
        swap();
    }

    private void unshuffle4(int count) {
        byte[] from = encoded;
        byte[] to = other;
        for (int i = 0; i < count; i++) {
            int bits = (from[i] & 0xff)
                    | (from[i + count] & 0xff) << 8
                    | (from[i + 2 * count] & 0xff) << 16
                    | from[i + 3 * count] << 24;
            INTS.set(to, i * Integer.BYTES, bits);
        }
    }

    /** Checks and cuts off a Fletcher-32 checksum of big-endian 16-bit words. */
    private int check(int size) throws DataFormatException {
        int length = size - Integer.BYTES;
        if (length < 0) {
            throw new DataFormatException("a chunk is shorter than its checksum");
        }
        long low = 0;
        long high = 0;
        for (int i = 0; i < length; i += 2) {
            int second = i + 1 < length ? encoded[i + 1] & 0xff : 0;
            low = (low + ((encoded[i] & 0xff) << 8 | second)) % 0xffff;
            high = (high + low) % 0xffff;
        }
        long stored = ByteBuffer.wrap(encoded, length, Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt()
                & 0xffffffffL;
        if ((stored & 0xffff) % 0xffff != low || (stored >>> 16) % 0xffff != high) {
            throw new DataFormatException("a chunk's checksum is wrong");
        }
        return length;
    }

    private void swap() {
        byte[] swapped = encoded;
        encoded = other;
        other = swapped;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
