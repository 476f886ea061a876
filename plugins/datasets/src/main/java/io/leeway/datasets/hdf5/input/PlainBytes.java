package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.FileBytes;
import java.util.stream.Stream;

/** An array whose bytes follow each other. */
final class PlainBytes implements ArrayBytes {
    private static final int BLOCK_BYTES = 1 << 20;

    private final FileBytes file;
    private final long address;
    private final Shape shape;

    /** Wraps what begins at an address; where that is nowhere, nothing was written. */
    PlainBytes(FileBytes file, long address, Shape shape) {
        long size = Math.multiplyExact(shape.rows(), (long) shape.rowBytes());
        if (address != Cursor.NOWHERE && size > file.size()) {
            throw new DamagedException(
                    "it says that an array has " + size + " bytes, but has itself " + file.size() + " bytes");
        }
        this.file = file;
        this.address = address;
        this.shape = shape;
    }

    @Override
    public void read(long firstRow, int rows, byte[] target) {
        int length = rows * shape.rowBytes();
        if (address == Cursor.NOWHERE) {
            shape.fill(target, length);
        } else if (length > 0) {
            file.read(address + firstRow * shape.rowBytes(), target, 0, length);
        }
    }

    @Override
    public Stream<Rows> blocks() {
        return Rows.blocks(shape.rows(), Math.max(1, BLOCK_BYTES / shape.rowBytes()));
    }

    @Override
    public byte[] block(Rows rows) {
        byte[] target = new byte[rows.count() * shape.rowBytes()];
        read(rows.first(), rows.count(), target);
        return target;
    }
}
