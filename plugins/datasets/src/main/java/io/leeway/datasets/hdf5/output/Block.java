package io.leeway.datasets.hdf5.output;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Little-endian bytes in the making. */
final class Block {
    /** An address that is none (section I.B). */
    static final long NOWHERE = -1;

    private byte[] bytes = new byte[64];
    private int length;

    Block put1(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Block put2(int value) {
        return put1(value).put1(value >> 8);
    }

    Block put4(int value) {
        return put2(value).put2(value >> 16);
    }

    Block put8(long value) {
        return put4((int) value).put4((int) (value >> 32));
    }

    Block put(byte[] values) {
        room(values.length);
        System.arraycopy(values, 0, bytes, length, values.length);
        length += values.length;
        return this;
    }

    Block put(Block other) {
        return put(other.bytes());
    }

    Block text(String ascii) {
        return put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    Block zeros(int count) {
        room(count);
        length += count;
        return this;
    }

    /** Fills up to a multiple of eight bytes. */
    Block pad() {
        return zeros((8 - length % 8) % 8);
    }

    private void room(int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, count), bytes.length * 2));
        }
    }

    int length() {
        return length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
