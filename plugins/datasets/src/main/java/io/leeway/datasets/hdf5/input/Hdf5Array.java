package io.leeway.datasets.hdf5.input;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of an HDF5 file that is read, some rows at a time. Not for several threads. */
public final class Hdf5Array {
    private static final long MOST_ROW_BYTES = 1 << 28;

    private final Hdf5Input input;
    private final Dataset dataset;
    private final String path;
    private final List<Long> shape;
    private final StoredType stored;
    private @Nullable ArrayBytes bytes;

    Hdf5Array(Hdf5Input input, Dataset dataset, String path) {
        this.input = input;
        this.dataset = dataset;
        this.path = path;
        this.shape = Guard.read(input.path(), path, () -> Arrays.stream(dataset.getDimensionsAsLong())
                .boxed()
                .toList());
        this.stored = Guard.read(input.path(), path, () -> StoredType.of(dataset.getDataType()));
    }

    /** Returns where in the file this is, such as {@code /episode_0/rewards}. */
    public String path() {
        return path;
    }

    /** Returns the dimensions; the first is that of rows. Empty for a single value. */
    public List<Long> shape() {
        return shape;
    }

    /** Returns how many rows there are. */
    public long rows() {
        return shape.isEmpty() ? 0 : shape.get(0);
    }

    /** Returns whether rows are in chunks, which can only be read whole. */
    public boolean isChunked() {
        return dataset instanceof ChunkedDataset;
    }

    /** Returns whether this holds numbers of a type that columns know. */
    public boolean isNumeric() {
        return stored.type() != null;
    }

    /** Returns what the numbers are called in NumPy. */
    public String typeName() {
        return stored.name();
    }

    /**
     * Returns the numbers' type.
     *
     * @throws LeewayException if columns do not know it
     */
    public ElementType type() {
        ElementType type = stored.type();
        if (type == null) {
            throw problem("holds " + stored.name() + ", but must hold bool, integers up to int64, float32 or float64");
        }
        return type;
    }

    /**
     * Reads rows.
     *
     * @throws LeewayException if they are not there or damaged
     * @throws IndexOutOfBoundsException if the array has fewer rows
     */
    public Column read(long firstRow, int rows) {
        if (firstRow < 0 || rows < 0 || firstRow + rows > rows()) {
            throw new IndexOutOfBoundsException(
                    path + " has " + rows() + " rows, not " + firstRow + " to " + (firstRow + rows));
        }
        return Guard.read(input.path(), path, () -> {
            ArrayBytes source = source();
            byte[] target = new byte[Math.toIntExact(Math.multiplyExact(source.rowBytes(), (long) rows))];
            source.read(firstRow, rows, target);
            return Column.of(type(), rowShape(), ByteBuffer.wrap(target));
        });
    }

    /** A consumer of some rows. */
    @FunctionalInterface
    public interface RowsConsumer {
        /** Takes rows from {@code firstRow} on. */
        void accept(long firstRow, Column rows);
    }

    /**
     * Reads all rows, in blocks that are best read at once, on several threads and in any order.
     *
     * @throws LeewayException if they are not there or damaged
     */
    public void readAll(RowsConsumer consumer) {
        Guard.read(input.path(), path, () -> {
            ArrayBytes source = source();
            BlockWorkers.forEach(source.blocks().iterator(), block -> {
                Column column = Column.of(type(), rowShape(), source.block(block));
                consumer.accept(block.first(), column);
            });
            return this;
        });
    }

    private List<Integer> rowShape() {
        return shape.subList(1, shape.size()).stream().map(Math::toIntExact).toList();
    }

    private ArrayBytes source() {
        ArrayBytes known = bytes;
        if (known == null) {
            known = open();
            bytes = known;
        }
        return known;
    }

    private ArrayBytes open() {
        long rowBytes = type().bytes();
        for (long size : shape.subList(1, shape.size())) {
            rowBytes = Math.multiplyExact(rowBytes, size);
        }
        if (shape.isEmpty() || rowBytes <= 0 || rowBytes > MOST_ROW_BYTES) {
            throw problem("has the shape " + shape + ", but must have rows of 1 to " + MOST_ROW_BYTES + " bytes");
        }
        Math.multiplyExact(rowBytes, rows());
        int elementBytes = type().bytes();
        ByteOrder order = stored.swapped() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ArrayBytes.Layout layout = new ArrayBytes.Layout(rows(), (int) rowBytes, elementBytes, order);
        if (dataset instanceof ChunkedDataset chunked) {
            return new ChunkedBytes(input, path, chunked, layout);
        } else if (dataset instanceof ContiguousDataset contiguous) {
            return new PlainBytes(input, contiguous.getDataAddress(), layout);
        } else if (dataset instanceof DatasetBase compact) {
            return new PlainBytes(compact.getDataBuffer(), layout);
        }
        throw problem("is laid out in a way that is not read (" + dataset.getDataLayout()
                + "): repack it with 'h5repack -l CONTI'");
    }

    private LeewayException problem(String text) {
        return new LeewayException(input.path() + ": " + path + " " + text);
    }
}
