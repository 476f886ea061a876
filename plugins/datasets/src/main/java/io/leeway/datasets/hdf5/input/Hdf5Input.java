package io.leeway.datasets.hdf5.input;

import io.jhdf.HdfFile;
import io.leeway.spi.LeewayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A reader of an HDF5 file's arrays and attributes, which may be damaged or made to harm: nothing is allocated that the
 * file does not hold, links to other files are not followed, and every problem is a {@link LeewayException} that names
 * file and place.
 */
public final class Hdf5Input implements AutoCloseable {
    private static final int WINDOW = 1 << 28;
    private static final long[] SIGNATURES = {0, 512, 1024, 2048, 4096, 8192};
    private static final long SIGNATURE = 0x0a1a0a0d46444889L;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final HdfFile file;
    private @Nullable ByteBuffer window;
    private long windowStart;

    private Hdf5Input(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.size = channel.size();
        checkSignature();
        if (size <= Integer.MAX_VALUE) {
            ByteBuffer whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
            window = whole;
            file = Guard.read(path, "its first block", () -> HdfFile.fromByteBuffer(whole.duplicate()));
        } else {
            file = Guard.read(path, "its first block", () -> new HdfFile(path));
        }
        checkWhole();
    }

    /**
     * Opens a file.
     *
     * @throws LeewayException if there is none, or it is not HDF5, or cut short
     */
    public static Hdf5Input open(Path path) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path, StandardOpenOption.READ);
            return new Hdf5Input(path, channel);
        } catch (NoSuchFileException e) {
            throw new LeewayException(
                    "There is no file " + path.toAbsolutePath().normalize(), e);
        } catch (IOException e) {
            close(channel);
            throw new LeewayException("Cannot read " + path + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException nothingIsLost) {
            // it was read from only
        }
    }

    private void checkSignature() throws IOException {
        ByteBuffer first = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long at : SIGNATURES) {
            first.clear();
            if (channel.read(first, at) == Long.BYTES && first.getLong(0) == SIGNATURE) {
                return;
            }
        }
        throw new LeewayException(
                path + " is not an HDF5 file: " + (size == 0 ? "it is empty" : "it lacks the signature")
                        + ". Is it a download page, an archive, or half a download?");
    }

    /** Compares the file with the size that its head tells: a tail may be missing that nothing here would read. */
    private void checkWhole() {
        long told = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        if (size < told) {
            throw new LeewayException(path + " is cut short: it has " + size + " bytes of " + told
                    + ", as its first block says. Copy or download it again, whole");
        }
    }

    /** Returns the file. */
    public Path path() {
        return path;
    }

    /** Returns how many bytes the file has. */
    public long size() {
        return size;
    }

    /** Returns the group that all others are in. */
    public Hdf5Group root() {
        return new Hdf5Group(this, file, "");
    }

    /** Returns how many bytes a length takes in this file. */
    int lengthBytes() {
        return file.getHdfBackingStorage().getSizeOfLengths();
    }

    /** Returns how many bytes an address takes in this file. */
    int offsetBytes() {
        return file.getHdfBackingStorage().getSizeOfOffsets();
    }

    /** Returns bytes of the file, by address; not a copy. */
    synchronized ByteBuffer bytes(long address, int length) {
        long start = address + file.getUserBlockSize();
        if (start < 0 || start + length > size) {
            throw new LeewayException(path + " says that it holds data from byte " + start + " to " + (start + length)
                    + ", but has " + size + " bytes. Copy or download it again, whole");
        }
        ByteBuffer open = window;
        if (open == null || start < windowStart || start + length > windowStart + open.capacity()) {
            open = map(start, length);
            window = open;
            windowStart = start;
        }
        return open.slice((int) (start - windowStart), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer map(long start, int length) {
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(size - start, Math.max(WINDOW, length)));
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        file.close();
        close(channel);
    }
}
