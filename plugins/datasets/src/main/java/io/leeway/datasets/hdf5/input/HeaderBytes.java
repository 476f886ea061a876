package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.DamagedException;
import java.util.stream.Stream;

/** An array whose bytes are in its header. */
final class HeaderBytes implements ArrayBytes {
    private final byte[] bytes;
    private final Shape shape;

    HeaderBytes(byte[] bytes, Shape shape) {
        if (bytes.length < Math.multiplyExact(shape.rows(), (long) shape.rowBytes())) {
            throw new DamagedException("it has " + bytes.length + " bytes in its header");
        }
        this.bytes = bytes;
        this.shape = shape;
    }

    @Override
    public void read(long firstRow, int rows, byte[] target) {
        System.arraycopy(bytes, (int) firstRow * shape.rowBytes(), target, 0, rows * shape.rowBytes());
    }

    @Override
    public Stream<Rows> blocks() {
        return Rows.blocks(shape.rows(), Math.max(1, (int) shape.rows()));
    }

    @Override
    public byte[] block(Rows rows) {
        byte[] target = new byte[rows.count() * shape.rowBytes()];
        read(rows.first(), rows.count(), target);
        return target;
    }
}
