package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.Datatype;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The numbers of an array as a file has them, and what they are as columns. */
final class StoredNumbers {
    private static final int MOST_MANTISSA = 52;
    private static final int MOST_EXPONENT = 11;

    /** What has to be done with the bytes of numbers. */
    private enum Way {
        AS_THEY_ARE,
        SWAPPED,
        CONVERTED
    }

    private final Datatype stored;
    private final @Nullable ElementType type;
    private final String name;
    private final Way way;

    private StoredNumbers(Datatype stored, @Nullable ElementType type, String name, Way way) {
        this.stored = stored;
        this.type = type;
        this.name = name;
        this.way = way;
    }

    static StoredNumbers of(Datatype stored) {
        if (stored instanceof Datatype.Real real) {
            return real(real);
        } else if (stored instanceof Datatype.Whole whole) {
            ElementType type = integer(whole.size(), whole.signed());
            boolean fits = whole.precision() > 0 && whole.offset() + whole.precision() <= 8 * whole.size();
            String name = (whole.signed() ? "int" : "uint") + 8 * whole.size();
            return new StoredNumbers(stored, fits ? type : null, name, way(whole.isPlain(), whole.bigEndian(), type));
        } else if (stored instanceof Datatype.Choice choice) {
            StoredNumbers base = of(choice.base());
            boolean flags = choice.isFlag() && base.type != null;
            boolean plain = choice.size() == 1 && choice.base().isPlain();
            return flags
                    ? new StoredNumbers(
                            choice.base(), ElementType.BOOL, "bool", plain ? Way.AS_THEY_ARE : Way.CONVERTED)
                    : base;
        } else if (stored instanceof Datatype.Other other) {
            return new StoredNumbers(stored, null, other.name(), Way.AS_THEY_ARE);
        }
        return new StoredNumbers(stored, null, "text", Way.AS_THEY_ARE);
    }

    private static Way way(boolean plain, boolean bigEndian, @Nullable ElementType type) {
        boolean wide = type == null || type.bytes() > 1;
        return plain ? (bigEndian && wide ? Way.SWAPPED : Way.AS_THEY_ARE) : Way.CONVERTED;
    }

    private static StoredNumbers real(Datatype.Real real) {
        String name = "float" + 8 * real.size();
        if (isIeee(real, 2, 5, 10)) {
            return new StoredNumbers(real, ElementType.FLOAT16, name, way(true, real.bigEndian(), ElementType.FLOAT16));
        } else if (isIeee(real, 4, 8, 23)) {
            return new StoredNumbers(real, ElementType.FLOAT32, name, way(true, real.bigEndian(), ElementType.FLOAT32));
        } else if (isIeee(real, 8, 11, 52)) {
            return new StoredNumbers(real, ElementType.FLOAT64, name, way(true, real.bigEndian(), ElementType.FLOAT64));
        }
        long greatest = (1L << real.exponentBits()) - 2 - real.bias();
        long least = 1 - real.bias() - real.mantissaBits();
        int bits = 8 * real.size();
        boolean fits = real.implied()
                && !real.vax()
                && real.size() <= Double.BYTES
                && real.mantissaBits() > 0
                && real.mantissaBits() <= MOST_MANTISSA
                && real.exponentBits() > 0
                && real.exponentBits() <= MOST_EXPONENT
                && real.sign() < bits
                && real.mantissa() + real.mantissaBits() <= bits
                && real.exponent() + real.exponentBits() <= bits
                && greatest <= Double.MAX_EXPONENT
                && least >= Double.MIN_EXPONENT - MOST_MANTISSA;
        if (!fits) {
            return new StoredNumbers(real, null, name + " of an unusual kind", Way.AS_THEY_ARE);
        }
        boolean single =
                real.mantissaBits() <= 23 && greatest <= Float.MAX_EXPONENT && least >= Float.MIN_EXPONENT - 23;
        return new StoredNumbers(real, single ? ElementType.FLOAT32 : ElementType.FLOAT64, name, Way.CONVERTED);
    }

    private static boolean isIeee(Datatype.Real real, int size, int exponentBits, int mantissaBits) {
        return real.size() == size
                && !real.vax()
                && real.implied()
                && real.sign() == 8 * size - 1
                && real.exponent() == mantissaBits
                && real.exponentBits() == exponentBits
                && real.mantissa() == 0
                && real.mantissaBits() == mantissaBits
                && real.bias() == (1L << (exponentBits - 1)) - 1;
    }

    private static @Nullable ElementType integer(int bytes, boolean signed) {
        return switch (bytes) {
            case 1 -> signed ? ElementType.INT8 : ElementType.UINT8;
            case 2 -> signed ? ElementType.INT16 : ElementType.UINT16;
            case 4 -> signed ? ElementType.INT32 : ElementType.UINT32;
            case 8 -> signed ? ElementType.INT64 : ElementType.UINT64;
            default -> null;
        };
    }

    /** Returns the type of the numbers, or null where they are none that columns know. */
    @Nullable
    ElementType type() {
        return type;
    }

    /** Returns what to call them. */
    String name() {
        return name;
    }

    long whole(byte[] bytes, int at) {
        return Datatype.whole(
                (Datatype.Whole) (stored instanceof Datatype.Choice choice ? choice.base() : stored), bytes, at);
    }

    double real(byte[] bytes, int at) {
        return Datatype.real((Datatype.Real) stored, bytes, at);
    }

    /** Returns numbers as a column has them, of bytes that may be changed. */
    ByteBuffer convert(byte[] bytes, int length) {
        if (way == Way.SWAPPED) {
            swap(bytes, length, stored.size());
        }
        if (way != Way.CONVERTED || type == null) {
            return ByteBuffer.wrap(bytes, 0, length);
        }
        int size = stored.size();
        int count = length / size;
        ByteBuffer converted =
                ByteBuffer.allocate(Math.multiplyExact(count, type.bytes())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int at = i * size;
            switch (type) {
                case FLOAT16 -> converted.putShort(ElementType.half(real(bytes, at)));
                case FLOAT32 -> converted.putFloat((float) real(bytes, at));
                case FLOAT64 -> converted.putDouble(real(bytes, at));
                case BOOL -> converted.put((byte) (whole(bytes, at) == 0 ? 0 : 1));
                case INT8, UINT8 -> converted.put((byte) whole(bytes, at));
                case INT16, UINT16 -> converted.putShort((short) whole(bytes, at));
                case INT32, UINT32 -> converted.putInt((int) whole(bytes, at));
                case INT64, UINT64 -> converted.putLong(whole(bytes, at));
            }
        }
        return converted.flip();
    }

    private static void swap(byte[] bytes, int length, int size) {
        for (int at = 0; at + size <= length; at += size) {
            for (int i = 0; i < size / 2; i++) {
                byte first = bytes[at + i];
                bytes[at + i] = bytes[at + size - 1 - i];
                bytes[at + size - 1 - i] = first;
            }
        }
    }
}
