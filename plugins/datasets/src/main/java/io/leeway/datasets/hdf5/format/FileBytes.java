package io.leeway.datasets.hdf5.format;

import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;

/**
 * The bytes of a file, by address. They are read, not mapped: a file that is cut meanwhile ends in an error rather than
 * in a fault. May be used by several threads at once.
 */
public final class FileBytes implements AutoCloseable {
    private static final int WINDOW = 1 << 14;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final FileTime modified;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;
    private long base;
    private int offsetBytes = Long.BYTES;
    private int lengthBytes = Long.BYTES;

    private FileBytes(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        this.modified = Files.getLastModifiedTime(path);
    }

    /** Opens a file. */
    public static FileBytes open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileBytes(path, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sets where addresses begin, and how many bytes addresses and lengths take. */
    void use(long base, int offsetBytes, int lengthBytes) {
        this.base = base;
        this.offsetBytes = offsetBytes;
        this.lengthBytes = lengthBytes;
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns how many bytes the file had when it was opened. */
    public long size() {
        return size;
    }

    /** Returns how many bytes an address takes. */
    public int offsetBytes() {
        return offsetBytes;
    }

    /** Returns how many bytes a length takes. */
    public int lengthBytes() {
        return lengthBytes;
    }

    /** Returns a structure of so many bytes. */
    public Cursor at(long address, long length) {
        return new Cursor(ByteBuffer.wrap(bytes(address, length)), offsetBytes, lengthBytes);
    }

    /** Returns what the file has from an address on, but no more than so many bytes. */
    Cursor upTo(long address, int length) {
        long left = Math.max(0, size - Math.addExact(base, Math.max(0, address)));
        return at(address, Math.min(length, left));
    }

    /** Returns a structure of so many bytes, the last four of which are a checksum of those before. */
    public Cursor checked(long address, long length) {
        byte[] bytes = bytes(address, length);
        Checksum.check(bytes);
        return new Cursor(ByteBuffer.wrap(bytes, 0, bytes.length - Checksum.BYTES), offsetBytes, lengthBytes);
    }

    /** Returns bytes. */
    public byte[] bytes(long address, long length) {
        check(address, length);
        if (length > Integer.MAX_VALUE - 8) {
            throw new DamagedException("a structure has " + length + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        read(address, bytes, 0, bytes.length);
        return bytes;
    }

    private void check(long address, long length) {
        if (address < 0 || length < 0 || length > size || address > size - length - base) {
            throw new DamagedException(
                    "it says that it holds " + length + " bytes from byte " + address + " on, but has " + size);
        }
    }

    /** Reads bytes into an array. */
    public void read(long address, byte[] target, int offset, int length) {
        check(address, length);
        long start = base + address;
        if (length > WINDOW / 2) {
            readNow(start, ByteBuffer.wrap(target, offset, length));
            return;
        }
        synchronized (window) {
            if (start < windowStart || start + length > windowStart + windowLength) {
                windowLength = 0;
                int count = (int) Math.min(WINDOW, size - start);
                readNow(start, ByteBuffer.wrap(window, 0, count));
                windowStart = start;
                windowLength = count;
            }
            System.arraycopy(window, (int) (start - windowStart), target, offset, length);
        }
    }

    private void readNow(long start, ByteBuffer target) {
        try {
            long at = start;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    throw changed();
                }
                at += count;
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + ": " + e, e);
        }
    }

    /**
     * Checks that the file is as it was when it was opened.
     *
     * @throws LeewayException if something has written to it, or replaced it
     */
    public void checkUnchanged() {
        try {
            if (channel.size() != size || !Files.getLastModifiedTime(path).equals(modified)) {
                throw changed();
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + " any more: " + e, e);
        }
    }

    private LeewayException changed() {
        return new LeewayException(
                path + " has changed while it was read: something writes to it. Read it again when that has ended");
    }

    @Override
    public void close() {
        Arrays.fill(window, (byte) 0);
        try {
            channel.close();
        } catch (IOException nothingIsLost) {
            // it was read from only
        }
    }
}
