package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.file.StoredArray;
import io.leeway.datasets.hdf5.format.Dataspace;
import io.leeway.datasets.hdf5.format.Datatype;
import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.FillValue;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.Layout;
import io.leeway.datasets.hdf5.format.ObjectHeader;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An array of an HDF5 file that is read, some rows at a time. Not for several threads. */
public final class Hdf5Array implements StoredArray {
    private static final long MOST_ROW_BYTES = 1 << 28;

    private final FileBytes file;
    private final ObjectHeader header;
    private final String path;
    private final Dataspace space;
    private final List<Long> shape;
    private final int elementBytes;
    private final StoredNumbers numbers;
    private @Nullable ArrayBytes bytes;

    Hdf5Array(FileBytes file, ObjectHeader header, String path) {
        this.file = file;
        this.header = header;
        this.path = path;
        this.space = Guard.read(file, path, () -> Dataspace.of(header));
        Datatype type = Guard.read(file, path, () -> Datatype.of(header));
        List<Long> all = new ArrayList<>(space.dimensions());
        this.elementBytes = type.size();
        while (type instanceof Datatype.Inner inner) {
            all.addAll(inner.dimensions());
            type = inner.base();
        }
        this.shape = List.copyOf(all);
        this.numbers = StoredNumbers.of(type);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public List<Long> shape() {
        return shape;
    }

    @Override
    public long rows() {
        return space.dimensions().isEmpty() ? 0 : space.dimensions().get(0);
    }

    /** Returns the attributes. */
    public Hdf5Attributes attributes() {
        return Guard.read(file, "an attribute of " + path, () -> Hdf5Attributes.of(header));
    }

    @Override
    public boolean isNumeric() {
        return numbers.type() != null;
    }

    @Override
    public String typeName() {
        return numbers.name();
    }

    @Override
    public ElementType type() {
        ElementType type = numbers.type();
        if (type == null) {
            throw problem("holds " + numbers.name()
                    + ", but must hold bool, integers of up to 64 bits, float16, float32 or float64");
        }
        return type;
    }

    @Override
    public Column read(long firstRow, int rows) {
        if (firstRow < 0 || rows < 0 || firstRow + rows > rows()) {
            throw new IndexOutOfBoundsException(
                    path + " has " + rows() + " rows, not " + firstRow + " to " + (firstRow + rows));
        }
        return Guard.read(file, path, () -> {
            ArrayBytes source = source();
            byte[] target = new byte[Math.toIntExact(Math.multiplyExact(rowBytes(), (long) rows))];
            source.read(firstRow, rows, target);
            return Column.of(type(), rowShape(), numbers.convert(target, target.length));
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
        Guard.read(file, path, () -> {
            ArrayBytes source = source();
            int rowBytes = (int) rowBytes();
            BlockWorkers.forEach(source.blocks().iterator(), block -> {
                byte[] raw = source.block(block);
                Column column = Column.of(type(), rowShape(), numbers.convert(raw, block.count() * rowBytes));
                consumer.accept(block.first(), column);
            });
            return this;
        });
        file.checkUnchanged();
    }

    private List<Integer> rowShape() {
        return shape.subList(1, shape.size()).stream().map(Math::toIntExact).toList();
    }

    private long rowBytes() {
        return space.dimensions().stream().skip(1).reduce((long) elementBytes, Math::multiplyExact);
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
        long rowBytes = rowBytes();
        type();
        if (space.dimensions().isEmpty() || rowBytes <= 0 || rowBytes > MOST_ROW_BYTES) {
            throw problem("has the shape " + shape + ", but must have rows of 1 to " + MOST_ROW_BYTES + " bytes");
        }
        Math.multiplyExact(rowBytes, rows());
        ArrayBytes.Shape layout = new ArrayBytes.Shape(rows(), (int) rowBytes, elementBytes, fill());
        Layout place = Layout.of(header);
        if (place instanceof Layout.Chunked chunked) {
            return new ChunkedBytes(file, chunked, space, Filter.of(header), layout);
        } else if (place instanceof Layout.Contiguous contiguous) {
            return new PlainBytes(file, contiguous.address(), layout);
        }
        return new HeaderBytes(((Layout.Compact) place).bytes(), layout);
    }

    private byte @Nullable [] fill() {
        byte[] fill = FillValue.of(header);
        if (fill != null && fill.length != elementBytes) {
            throw problem("has elements of " + elementBytes + " bytes, but a fill value of " + fill.length
                    + ": the file is damaged. Copy or download it again, whole");
        }
        return fill;
    }

    private LeewayException problem(String text) {
        return new LeewayException(file.path() + ": " + path + " " + text);
    }
}
