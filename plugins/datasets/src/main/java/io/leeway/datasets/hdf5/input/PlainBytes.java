package io.leeway.datasets.hdf5.input;

import io.leeway.spi.LeewayException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An array whose bytes follow each other. */
final class PlainBytes implements ArrayBytes {
    private static final int BLOCK_BYTES = 1 << 22;

    private final @Nullable Hdf5Input input;
    private final long address;
    private final @Nullable ByteBuffer compact;
    private final Layout layout;

    /** Wraps what begins at an address; where that is nowhere, nothing was written, and all is 0. */
    PlainBytes(Hdf5Input input, long address, Layout layout) {
        long size = Math.multiplyExact(layout.rows(), (long) layout.rowBytes());
        if (address >= 0 && size > input.size()) {
            throw new LeewayException(input.path() + " says that an array has " + size + " bytes, but has itself "
                    + input.size() + " bytes. Copy or download it again, whole");
        }
        this.input = input;
        this.address = address;
        this.compact = null;
        this.layout = layout;
    }

    /** Wraps what is in a header. */
    PlainBytes(ByteBuffer compact, Layout layout) {
        this.input = null;
        this.address = 0;
        this.compact = compact;
        this.layout = layout;
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void read(long firstRow, int rows, byte[] target) {
        if (target.length > 0 && address >= 0) {
            bytes(firstRow, rows).get(target);
            layout.toLittleEndian(target);
        }
    }

    private ByteBuffer bytes(long firstRow, int rows) {
        long offset = firstRow * rowBytes();
        int length = Math.multiplyExact(rows, rowBytes());
        if (compact != null) {
            return compact.slice((int) offset, length);
        } else if (input == null) {
            throw new IllegalStateException("bytes are in the header or in the file");
        }
        return input.bytes(address + offset, length);
    }

    @Override
    public Stream<Rows> blocks() {
        return Rows.blocks(layout.rows(), Math.max(1, BLOCK_BYTES / rowBytes()));
    }

    @Override
    public ByteBuffer block(Rows rows) {
        if (layout.order() == ByteOrder.LITTLE_ENDIAN && address >= 0) {
            return bytes(rows.first(), rows.count());
        }
        byte[] target = new byte[rows.count() * rowBytes()];
        read(rows.first(), rows.count(), target);
        return ByteBuffer.wrap(target);
    }
}
