package io.leeway.datasets.hdf5.input;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The type of the numbers that an array holds.
 *
 * @param type their type, or null where they are none that columns know
 * @param name what to call them
 * @param swapped whether their bytes are in the other order
 */
record StoredType(@Nullable ElementType type, String name, boolean swapped) {
    private static final Map<Integer, String> FLAGS = Map.of(0, "FALSE", 1, "TRUE");

    static StoredType of(DataType stored) {
        if (stored instanceof FloatingPoint number) {
            boolean single = number.getSize() == 4 && number.getExponentSize() == 8;
            boolean twice = number.getSize() == 8 && number.getExponentSize() == 11;
            ElementType type = single ? ElementType.FLOAT32 : twice ? ElementType.FLOAT64 : null;
            return new StoredType(type, "float" + 8 * number.getSize(), swapped(number.getByteOrder()));
        } else if (stored instanceof FixedPoint number) {
            String name = (number.isSigned() ? "int" : "uint") + 8 * number.getSize();
            boolean whole = number.getBitOffset() == 0 && number.getBitPrecision() == 8 * number.getSize();
            return new StoredType(
                    whole ? integer(number.getSize(), number.isSigned()) : null, name, swapped(number.getByteOrder()));
        } else if (stored instanceof EnumDataType choice
                && choice.getSize() == 1
                && choice.getEnumMapping().equals(FLAGS)) {
            return new StoredType(ElementType.BOOL, "bool", false);
        }
        return new StoredType(null, stored.getClass().getSimpleName(), false);
    }

    private static boolean swapped(ByteOrder order) {
        return order == ByteOrder.BIG_ENDIAN;
    }

    private static @Nullable ElementType integer(int bytes, boolean signed) {
        return switch (bytes) {
            case 1 -> signed ? ElementType.INT8 : ElementType.UINT8;
            case 2 -> signed ? ElementType.INT16 : ElementType.UINT16;
            case 4 -> signed ? ElementType.INT32 : ElementType.UINT32;
            case 8 -> signed ? ElementType.INT64 : null;
            default -> null;
        };
    }
}
