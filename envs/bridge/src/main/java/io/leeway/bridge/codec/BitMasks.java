package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Arrays;

/** Flags as bits: flag i is bit i % 8 of byte i / 8, the least significant first. */
public final class BitMasks {
    private BitMasks() {}

    /** Packs flags. */
    public static ByteString encode(boolean[] flags) {
        byte[] bytes = new byte[(flags.length + 7) / 8];
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                bytes[i >> 3] |= (byte) (1 << (i & 7));
            }
        }
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** Packs flags, all of them set as no bytes at all. */
    public static ByteString encodePresence(boolean[] present) {
        for (boolean each : present) {
            if (!each) {
                return encode(present);
            }
        }
        return ByteString.EMPTY;
    }

    /**
     * Unpacks flags.
     *
     * @throws CodecException if there are not bytes for exactly {@code count}; {@code name} says of what
     */
    public static boolean[] decode(ByteString bytes, int count, String name) {
        if (bytes.size() != (count + 7) / 8) {
            throw new CodecException(
                    name + " has " + bytes.size() + " bytes, but " + count + " flags take " + (count + 7) / 8);
        }
        boolean[] flags = new boolean[count];
        for (int i = 0; i < count; i++) {
            flags[i] = (bytes.byteAt(i >> 3) >> (i & 7) & 1) != 0;
        }
        return flags;
    }

    /** Unpacks flags; no bytes at all means that all are set. */
    public static boolean[] decodePresence(ByteString bytes, int count, String name) {
        if (!bytes.isEmpty()) {
            return decode(bytes, count, name);
        }
        boolean[] present = new boolean[count];
        Arrays.fill(present, true);
        return present;
    }
}
