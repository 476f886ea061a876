package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Two arrays between which a chunk's bytes go back and forth. */
final class Scratch {
    private byte[] bytes = new byte[0];
    private byte[] other = new byte[0];
    private int size;

    /** Makes room for a chunk and returns the array to put it into. */
    byte[] begin(int size, int room) {
        if (bytes.length < Math.max(size, room)) {
            bytes = new byte[Math.max(size, room)];
        }
        this.size = size;
        return bytes;
    }

    /** Returns the array that the chunk is in now, from its front on. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Cuts the chunk's end off. */
    void cut(int size) {
        this.size = size;
    }

    /** Returns an array of at least so many bytes to decode into. */
    byte[] target(int room) {
        if (other.length < room) {
            other = new byte[room];
        }
        return other;
    }

    /** Makes what was decoded the chunk. */
    void swap(int size) {
        byte[] decoded = other;
        other = bytes;
        bytes = decoded;
        this.size = size;
    }

    /** Returns a number of four bytes in the chunk. */
    int number(int at, ByteOrder order) {
        if (at < 0 || at > size - Integer.BYTES) {
            throw new DamagedException("a chunk ends after " + size + " bytes");
        }
        return ByteBuffer.wrap(bytes, at, Integer.BYTES).order(order).getInt();
    }

    /** Checks that the chunk has bytes. */
    void need(int at, int count) {
        if (at < 0 || count < 0 || at > size - count) {
            throw new DamagedException("a chunk ends after " + size + " bytes");
        }
    }
}
