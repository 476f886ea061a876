package io.leeway.bridge.codec;

import com.google.protobuf.ByteString;

/** Rewards: float64, little-endian, one an environment. */
public final class Rewards {
    private Rewards() {}

    /** Writes rewards. */
    public static ByteString encode(double[] rewards) {
        return Elements.encode(ElementFormat.FLOAT64, rewards);
    }

    /**
     * Reads rewards.
     *
     * @throws CodecException if there are not exactly {@code count}
     */
    public static double[] decode(ByteString bytes, int count) {
        if (bytes.size() != 8L * count) {
            throw new CodecException(
                    "The rewards have " + bytes.size() + " bytes, but " + count + " float64 take " + 8L * count);
        }
        return Elements.reals(ElementFormat.FLOAT64, bytes);
    }
}
