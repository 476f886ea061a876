package io.leeway.datasets.hdf5.output;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that grows at its end, aside of its place until it is moved there. */
final class OutputFile implements AutoCloseable {
    private final Path place;
    private final Staged staged;
    private final FileChannel channel;
    private long end;

    OutputFile(Path place) {
        this.place = place;
        try {
            staged = Staged.file(place);
            channel = FileChannel.open(staged.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            throw new LeewayException("Cannot write " + place + ": its folder does not exist", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Appends bytes at a multiple of eight, and returns their address. */
    long append(ByteBuffer bytes) {
        end = (end + 7) / 8 * 8;
        long address = end;
        end += write(bytes, address);
        return address;
    }

    long append(Block block) {
        return append(block.buffer());
    }

    /** Makes room to be written later, and returns its address. */
    long reserve(int bytes) {
        long address = end;
        end += bytes;
        return address;
    }

    private long write(ByteBuffer bytes, long address) {
        long at = address;
        try {
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            throw failure(e);
        }
        return at - address;
    }

    void replace(Block block, long address) {
        write(block.buffer(), address);
    }

    /** Returns the address after the last byte. */
    long end() {
        return end;
    }

    /** Moves the file into place, where there must be none. */
    void commit() {
        try {
            channel.close();
            staged.create();
        } catch (FileAlreadyExistsException e) {
            throw new LeewayException("Cannot write " + place + ": there is a file already", e);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private LeewayException failure(IOException cause) {
        return new LeewayException("Cannot write " + place + ": " + FileProblem.text(cause), cause);
    }

    @Override
    public void close() {
        try {
            channel.close();
            staged.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
