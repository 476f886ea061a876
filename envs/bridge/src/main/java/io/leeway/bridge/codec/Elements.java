package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.Value;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Little-endian elements to arrays and back. Sizes are the caller's to have checked. */
final class Elements {
    private Elements() {}

    static Value decode(ElementFormat format, ByteString data, String where) {
        return format.isReal()
                ? new Value.Reals(reals(format, data))
                : new Value.Integers(integers(format, data, where));
    }

    /** Reads floating-point elements; a float32 or float16 is the double of the same value. */
    static double[] reals(ElementFormat format, ByteString data) {
        ByteBuffer bytes = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[data.size() / format.bytes()];
        if (format == ElementFormat.FLOAT64) {
            bytes.asDoubleBuffer().get(values);
        } else if (format == ElementFormat.FLOAT16) {
            for (int i = 0, at = bytes.position(); i < values.length; i++, at += 2) {
                values[i] = ElementType.ofHalf(bytes.getShort(at));
            }
        } else {
            for (int i = 0, at = bytes.position(); i < values.length; i++, at += 4) {
                values[i] = bytes.getFloat(at);
            }
        }
        return values;
    }

    static long[] integers(ElementFormat format, ByteString data, String where) {
        ByteBuffer bytes = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long[] values = new long[data.size() / format.bytes()];
        if (format.bytes() == Long.BYTES) {
            bytes.asLongBuffer().get(values);
            return values;
        }
        int start = bytes.position();
        for (int i = 0; i < values.length; i++) {
            values[i] = integer(format, bytes, start + i * format.bytes());
        }
        if (format == ElementFormat.BOOL) {
            checkRange(format, values, where);
        }
        return values;
    }

    private static long integer(ElementFormat format, ByteBuffer bytes, int at) {
        return switch (format) {
            case BOOL, UINT8 -> bytes.get(at) & 0xFF;
            case INT8 -> bytes.get(at);
            case INT16 -> bytes.getShort(at);
            case UINT16 -> bytes.getShort(at) & 0xFFFF;
            case INT32 -> bytes.getInt(at);
            case UINT32 -> bytes.getInt(at) & 0xFFFFFFFFL;
            case INT64, UINT64 -> bytes.getLong(at);
            case FLOAT16, FLOAT32, FLOAT64 -> throw new IllegalArgumentException("not an integer: " + format);
        };
    }

    /** Writes floating-point elements; a double that no element equals is rounded to the nearest, as NumPy does. */
    static ByteString encode(ElementFormat format, double[] values) {
        byte[] octets = allocate(format, values.length);
        ByteBuffer bytes = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        if (format == ElementFormat.FLOAT64) {
            bytes.asDoubleBuffer().put(values);
        } else if (format == ElementFormat.FLOAT16) {
            for (int i = 0; i < values.length; i++) {
                bytes.putShort(i * 2, ElementType.half(values[i]));
            }
        } else {
            for (int i = 0; i < values.length; i++) {
                bytes.putFloat(i * 4, (float) values[i]);
            }
        }
        return UnsafeByteOperations.unsafeWrap(octets);
    }

    static ByteString encode(ElementFormat format, long[] values, String where) {
        byte[] octets = allocate(format, values.length);
        ByteBuffer bytes = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        if (format.bytes() == Long.BYTES) {
            bytes.asLongBuffer().put(values);
        } else {
            checkRange(format, values, where);
            for (int i = 0; i < values.length; i++) {
                switch (format.bytes()) {
                    case 1 -> bytes.put(i, (byte) values[i]);
                    case 2 -> bytes.putShort(i * 2, (short) values[i]);
                    default -> bytes.putInt(i * 4, (int) values[i]);
                }
            }
        }
        return UnsafeByteOperations.unsafeWrap(octets);
    }

    private static void checkRange(ElementFormat format, long[] values, String where) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < format.minimum() || values[i] > format.maximum()) {
                throw new CodecException(where + " holds " + values[i] + " at " + i + ", but a " + format.label()
                        + " lies between " + format.minimum() + " and " + format.maximum());
            }
        }
    }

    private static byte[] allocate(ElementFormat format, int count) {
        try {
            return new byte[Math.multiplyExact(count, format.bytes())];
        } catch (ArithmeticException tooMany) {
            throw new CodecException(
                    "An array of " + count + " elements of type " + format.label() + " is too large for a message");
        }
    }
}
