package io.leeway.datasets.arrow;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.BodyCompression;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Precision;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;
import org.apache.arrow.flatbuf.Type;

/**
 * The columns of one record batch. Its buffers lie in the order of the schema's fields, each field before those within
 * it, and so are counted off one after another.
 */
final class BatchColumns {
    private static final int DEEPEST = 100;

    private final Path path;
    private final RecordBatch batch;
    private final ByteBuffer body;
    private final List<ArrowColumn> columns = new ArrayList<>();
    private int node;
    private int buffer;

    BatchColumns(Path path, RecordBatch batch, ByteBuffer body) {
        this.path = path;
        this.batch = batch;
        this.body = body;
        BodyCompression compression = batch.compression();
        if (compression != null) {
            throw new LeewayException(path + " is compressed by " + CompressionType.name(compression.codec())
                    + ", which is not read: rewrite it without (pyarrow.ipc.IpcWriteOptions(compression=None))");
        }
    }

    List<ArrowColumn> of(Schema schema) {
        for (int i = 0; i < schema.fieldsLength(); i++) {
            add(schema.fields(i), schema.fields(i).name(), 0);
        }
        return columns;
    }

    private void add(Field field, String name, int depth) {
        if (depth > DEEPEST) {
            throw new LeewayException(path + ": " + name + " is nested deeper than " + DEEPEST + " structures");
        }
        FieldNode own = batch.nodes(node++);
        if (field.dictionary() != null) {
            buffer += 2;
            columns.add(other(name, own, "a dictionary's entries"));
            return;
        }
        switch (field.typeType()) {
            case Type.Struct_ -> {
                buffer++;
                for (int i = 0; i < field.childrenLength(); i++) {
                    add(field.children(i), name + "/" + field.children(i).name(), depth + 1);
                }
                whole(name, own);
            }
            case Type.FixedSizeList -> {
                buffer++;
                int size = ((FixedSizeList) field.type(new FixedSizeList())).listSize();
                List<ArrowColumn> inner = within(field, name, depth);
                boolean plain = inner.size() == 1 && inner.get(0).isPlain() && own.nullCount() == 0;
                columns.add(
                        plain
                                ? inner.get(0).inLists(own.length(), size, shape(field, size))
                                : other(name, own, "lists of something other than numbers"));
            }
            case Type.Bool -> columns.add(numbers(name, own, ElementType.BOOL, true));
            case Type.Int, Type.FloatingPoint -> columns.add(numbers(name, own, type(field), false));
            case Type.Null -> columns.add(other(name, own, "nothing"));
            case Type.List, Type.Map -> {
                buffer += 2;
                within(field, name, depth);
                columns.add(other(name, own, "lists of unequal lengths"));
            }
            case Type.Utf8, Type.LargeUtf8 -> {
                buffer += 3;
                columns.add(other(name, own, "text"));
            }
            case Type.Binary, Type.LargeBinary -> {
                buffer += 3;
                columns.add(other(name, own, "bytes"));
            }
            case Type.FixedSizeBinary,
                    Type.Decimal,
                    Type.Date,
                    Type.Time,
                    Type.Timestamp,
                    Type.Interval,
                    Type.Duration -> {
                buffer += 2;
                columns.add(other(name, own, Type.name(field.typeType())));
            }
            default ->
                throw new LeewayException(path + ": " + name + " is of Arrow's type " + Type.name(field.typeType())
                        + ", which is not read, nor is what comes after it");
        }
    }

    /** Returns the columns of what a list's rows are made of. */
    private List<ArrowColumn> within(Field field, String name, int depth) {
        int before = columns.size();
        add(field.children(0), name, depth + 1);
        List<ArrowColumn> inner = columns.subList(before, columns.size());
        List<ArrowColumn> found = List.copyOf(inner);
        inner.clear();
        return found;
    }

    private static ArrowColumn other(String name, FieldNode own, String holds) {
        return new ArrowColumn(name, holds, null, List.of(own.length()), ByteBuffer.allocate(0));
    }

    /** Checks that no element of a structure is missing. */
    private void whole(String name, FieldNode own) {
        if (own.nullCount() > 0) {
            throw new LeewayException(path + ": " + own.nullCount() + " rows of " + name + " are missing (null)");
        }
    }

    private ArrowColumn numbers(String name, FieldNode own, ElementType type, boolean bits) {
        buffer++;
        Buffer place = batch.buffers(buffer++);
        if (own.nullCount() > 0) {
            return other(name, own, own.nullCount() + " missing numbers (null)");
        }
        int count = Math.toIntExact(own.length());
        ByteBuffer stored = body.slice(Math.toIntExact(place.offset()), Math.toIntExact(place.length()));
        ByteBuffer values = bits
                ? flags(stored, count)
                : stored.slice(0, Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        return new ArrowColumn(name, ArrowColumn.name(type), type, List.of(own.length()), values);
    }

    private static ByteBuffer flags(ByteBuffer bits, int count) {
        ByteBuffer flags = ByteBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            flags.put(i, (byte) (bits.get(i >> 3) >> (i & 7) & 1));
        }
        return flags;
    }

    private ElementType type(Field field) {
        if (field.typeType() == Type.FloatingPoint) {
            return switch (((FloatingPoint) field.type(new FloatingPoint())).precision()) {
                case Precision.HALF -> ElementType.FLOAT16;
                case Precision.SINGLE -> ElementType.FLOAT32;
                default -> ElementType.FLOAT64;
            };
        }
        Int whole = (Int) field.type(new Int());
        return switch (whole.bitWidth()) {
            case 8 -> whole.isSigned() ? ElementType.INT8 : ElementType.UINT8;
            case 16 -> whole.isSigned() ? ElementType.INT16 : ElementType.UINT16;
            case 32 -> whole.isSigned() ? ElementType.INT32 : ElementType.UINT32;
            case 64 -> whole.isSigned() ? ElementType.INT64 : ElementType.UINT64;
            default -> throw new LeewayException(path + " has integers of " + whole.bitWidth() + " bits");
        };
    }

    /** Returns the shape that Minari notes beside an info's flat rows, or that of flat rows. */
    private static List<Long> shape(Field field, int size) {
        for (int i = 0; i < field.customMetadataLength(); i++) {
            KeyValue noted = field.customMetadata(i);
            if ("shape".equals(noted.key())) {
                String[] parts =
                        noted.value().isEmpty() ? new String[0] : noted.value().split(",");
                List<Long> shape = new ArrayList<>();
                for (String part : parts) {
                    shape.add(Long.parseLong(part.strip()));
                }
                return shape;
            }
        }
        return List.of((long) size);
    }
}
