package io.leeway.datasets.parquet;

import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** The way numbers of a type are kept in Parquet. */
final class ParquetType {
    private ParquetType() {}

    /** Returns the type that a leaf of a schema holds, or null where it holds no numbers. */
    static @Nullable ElementType of(SchemaElement leaf) {
        LogicalType logical = leaf.isSetLogicalType() ? leaf.getLogicalType() : null;
        boolean bare = logical == null && !leaf.isSetConverted_type();
        return switch (leaf.getType()) {
            case BOOLEAN -> ElementType.BOOL;
            case FLOAT -> bare ? ElementType.FLOAT32 : null;
            case DOUBLE -> bare ? ElementType.FLOAT64 : null;
            case FIXED_LEN_BYTE_ARRAY ->
                logical != null && logical.isSetFLOAT16() && leaf.getType_length() == Short.BYTES
                        ? ElementType.FLOAT16
                        : null;
            case INT32 -> bare ? ElementType.INT32 : integer(leaf, logical);
            case INT64 -> bare ? ElementType.INT64 : integer(leaf, logical);
            default -> null;
        };
    }

    private static @Nullable ElementType integer(SchemaElement leaf, @Nullable LogicalType logical) {
        if (logical == null) {
            return converted(leaf.getConverted_type());
        }
        return logical.isSetINTEGER()
                ? integer(
                        logical.getINTEGER().getBitWidth(), logical.getINTEGER().isIsSigned())
                : null;
    }

    private static @Nullable ElementType integer(int bits, boolean signed) {
        return switch (bits) {
            case 8 -> signed ? ElementType.INT8 : ElementType.UINT8;
            case 16 -> signed ? ElementType.INT16 : ElementType.UINT16;
            case 32 -> signed ? ElementType.INT32 : ElementType.UINT32;
            case 64 -> signed ? ElementType.INT64 : ElementType.UINT64;
            default -> null;
        };
    }

    private static @Nullable ElementType converted(ConvertedType type) {
        return switch (type) {
            case INT_8 -> ElementType.INT8;
            case UINT_8 -> ElementType.UINT8;
            case INT_16 -> ElementType.INT16;
            case UINT_16 -> ElementType.UINT16;
            case INT_32 -> ElementType.INT32;
            case UINT_32 -> ElementType.UINT32;
            case INT_64 -> ElementType.INT64;
            case UINT_64 -> ElementType.UINT64;
            default -> null;
        };
    }

    /** Makes a leaf of a schema hold numbers of a type. */
    static void describe(SchemaElement leaf, ElementType type) {
        switch (type) {
            case BOOL -> leaf.setType(Type.BOOLEAN);
            case FLOAT32 -> leaf.setType(Type.FLOAT);
            case FLOAT64 -> leaf.setType(Type.DOUBLE);
            case FLOAT16 -> {
                leaf.setType(Type.FIXED_LEN_BYTE_ARRAY).setType_length(Short.BYTES);
                leaf.setLogicalType(LogicalType.FLOAT16(new Float16Type()));
            }
            default -> {
                boolean signed = !type.name().startsWith("U");
                int bits = type.bytes() * Byte.SIZE;
                leaf.setType(bits == Long.SIZE ? Type.INT64 : Type.INT32);
                leaf.setLogicalType(LogicalType.INTEGER(new IntType((byte) bits, signed)));
                leaf.setConverted_type(ConvertedType.valueOf((signed ? "INT_" : "UINT_") + bits));
            }
        }
    }

    /** Returns how many bytes numbers take, as they are written. */
    static int bytes(ElementType type) {
        return type == ElementType.BOOL ? 1 : type.isReal() ? type.bytes() : Math.max(Integer.BYTES, type.bytes());
    }

    /** Returns numbers as Parquet's plain encoding has them. */
    static ByteBuffer plain(Column column) {
        ElementType type = column.type();
        int size = column.size();
        if (type == ElementType.BOOL) {
            byte[] bits = new byte[(size + 7) / 8];
            for (int i = 0; i < size; i++) {
                bits[i / 8] |= (byte) (column.flag(i) ? 1 << (i % 8) : 0);
            }
            return ByteBuffer.wrap(bits);
        } else if (type.isReal() || type.bytes() >= Integer.BYTES) {
            return column.bytes();
        }
        ByteBuffer wide = ByteBuffer.allocate(size * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            wide.putInt((int) column.integer(i));
        }
        return wide.flip();
    }

    /** Reads so many numbers into a buffer. */
    static void read(ElementType type, ValuesReader values, int count, ByteBuffer into) {
        for (int i = 0; i < count; i++) {
            switch (type) {
                case BOOL -> into.put((byte) (values.readBoolean() ? 1 : 0));
                case INT8, UINT8 -> into.put((byte) values.readInteger());
                case INT16, UINT16 -> into.putShort((short) values.readInteger());
                case INT32, UINT32 -> into.putInt(values.readInteger());
                case INT64, UINT64 -> into.putLong(values.readLong());
                case FLOAT16 -> into.put(values.readBytes().getBytesUnsafe());
                case FLOAT32 -> into.putInt(Float.floatToRawIntBits(values.readFloat()));
                case FLOAT64 -> into.putLong(Double.doubleToRawLongBits(values.readDouble()));
            }
        }
    }
}
