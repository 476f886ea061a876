package io.leeway.datasets.hdf5.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A piece of a file that is read from front to back, little-endian. */
public final class Cursor {
    /** An address that is none (section I.B). */
    public static final long NOWHERE = -1;

    private final ByteBuffer bytes;
    private final int offsetBytes;
    private final int lengthBytes;

    Cursor(ByteBuffer bytes, int offsetBytes, int lengthBytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.offsetBytes = offsetBytes;
        this.lengthBytes = lengthBytes;
    }

    /** Returns how many bytes an address takes. */
    public int offsetBytes() {
        return offsetBytes;
    }

    /** Returns how many bytes a length takes. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** Returns how many bytes are left. */
    public int remaining() {
        return bytes.remaining();
    }

    int position() {
        return bytes.position();
    }

    private void need(int count) {
        if (count < 0 || bytes.remaining() < count) {
            throw new DamagedException("a structure of " + bytes.capacity() + " bytes ends too early");
        }
    }

    /** Reads an unsigned byte. */
    public int u1() {
        need(1);
        return bytes.get() & 0xff;
    }

    /** Reads an unsigned number of two bytes. */
    public int u2() {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    /** Reads an unsigned number of four bytes. */
    public long u4() {
        need(4);
        return bytes.getInt() & 0xffffffffL;
    }

    /** Reads an unsigned number of four bytes that must be below 2³¹, such as a size. */
    public int size() {
        long size = u4();
        if (size > Integer.MAX_VALUE) {
            throw new DamagedException("a size is " + size);
        }
        return (int) size;
    }

    /** Reads an unsigned number of up to eight bytes, whose greatest is -1. */
    public long number(int width) {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            long octet = bytes.get() & 0xff;
            if (i < Long.BYTES) {
                value |= octet << (8 * i);
            } else if (octet != 0) {
                throw new DamagedException("a number takes more than eight bytes");
            }
        }
        return value;
    }

    /** Reads an address, or {@link #NOWHERE}. */
    public long address() {
        long address = number(offsetBytes);
        boolean none = offsetBytes < Long.BYTES ? address == (1L << (8 * offsetBytes)) - 1 : address == NOWHERE;
        if (!none && address < 0) {
            throw new DamagedException("an address is beyond 2^63");
        }
        return none ? NOWHERE : address;
    }

    /** Reads a length. */
    public long length() {
        long length = number(lengthBytes);
        if (length < 0) {
            throw new DamagedException("a length is beyond 2^63");
        }
        return length;
    }

    /** Reads a dimension's greatest size, which may be unlimited: -1. */
    long limit() {
        long limit = number(lengthBytes);
        return lengthBytes < Long.BYTES && limit == (1L << (8 * lengthBytes)) - 1 ? Dataspace.UNLIMITED : limit;
    }

    /** Leaves bytes out. */
    public Cursor skip(int count) {
        need(count);
        bytes.position(bytes.position() + count);
        return this;
    }

    /** Moves on to the next multiple of eight bytes from the front. */
    Cursor align() {
        int over = bytes.position() % 8;
        return over == 0 ? this : skip(Math.min(8 - over, bytes.remaining()));
    }

    /** Reads a piece of so many bytes. */
    public Cursor piece(int count) {
        need(count);
        Cursor piece = new Cursor(bytes.slice(bytes.position(), count), offsetBytes, lengthBytes);
        skip(count);
        return piece;
    }

    /** Reads so many bytes. */
    public byte[] take(int count) {
        need(count);
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /** Reads text of so many bytes, up to its first 0. */
    String text(int count) {
        byte[] taken = take(count);
        int length = 0;
        while (length < count && taken[length] != 0) {
            length++;
        }
        return text(taken, 0, length);
    }

    /** Returns text in UTF-8, or, where it is none, in Latin-1, as older programs wrote it. */
    public static String text(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
    }

    /** Reads text up to the next 0. */
    String text() {
        int length = 0;
        while (bytes.position() + length < bytes.limit() && bytes.get(bytes.position() + length) != 0) {
            length++;
        }
        String text = text(length);
        skip(1);
        return text;
    }

    /** Reads four letters that must be these. */
    public Cursor signature(String letters) {
        byte[] found = take(letters.length());
        if (!new String(found, StandardCharsets.ISO_8859_1).equals(letters)) {
            throw new DamagedException("there is no '" + letters + "' where one must be");
        }
        return this;
    }

    /** Reads a version that must be one of the first so many. */
    public int version(String what, int least, int most) {
        int version = u1();
        if (version < least || version > most) {
            throw new UnreadException("has " + what + " of version " + version + ", where " + least + " to " + most
                    + " are known: repack the file with 'h5repack --low=0 --high=2 OLD NEW'");
        }
        return version;
    }

    Cursor copy() {
        return new Cursor(bytes.duplicate().rewind(), offsetBytes, lengthBytes);
    }
}
