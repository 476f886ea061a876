package io.leeway.datasettools.rewriting;

import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** New rewards in the type of the old ones, or another. */
final class RewardColumn {
    private RewardColumn() {}

    /**
     * Returns rewards in a column's shape.
     *
     * @param type of the new column
     * @throws IllegalArgumentException if the type cannot hold one, or it is infinite where the old one was not, naming
     *     the row
     */
    static Column of(Column old, double[] rewards, ElementType type) {
        ByteBuffer bytes = ByteBuffer.allocate(rewards.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rewards.length; row++) {
            boolean fits =
                    type == ElementType.FLOAT32 ? Float.isFinite((float) rewards[row]) : Double.isFinite(rewards[row]);
            if (!fits && Double.isFinite(old.real(row))) {
                throw new IllegalArgumentException(
                        "row " + row + " would be " + rewards[row] + ", which " + type + " cannot hold");
            }
            put(bytes, type, rewards[row], row);
        }
        bytes.flip();
        return Column.of(type, old.shape(), bytes);
    }

    private static void put(ByteBuffer bytes, ElementType type, double reward, int row) {
        switch (type) {
            case FLOAT16 -> bytes.putShort(ElementType.half(reward));
            case FLOAT32 -> bytes.putFloat((float) reward);
            case FLOAT64 -> bytes.putDouble(reward);
            case INT8, UINT8, BOOL -> bytes.put((byte) whole(type, reward, row));
            case INT16, UINT16 -> bytes.putShort((short) whole(type, reward, row));
            case INT32, UINT32 -> bytes.putInt((int) whole(type, reward, row));
            case INT64 -> bytes.putLong(whole(type, reward, row));
            case UINT64 -> bytes.putLong(type.element(whole(type, reward, row) < 0 ? 0 : reward));
        }
    }

    private static long whole(ElementType type, double reward, int row) {
        int bits = type == ElementType.BOOL ? 1 : 8 * type.bytes();
        boolean signed = type.name().startsWith("INT");
        double high = Math.scalb(1.0, signed ? bits - 1 : bits);
        double low = signed ? -high : 0;
        if (reward != Math.rint(reward) || reward < low || reward >= high) {
            throw new IllegalArgumentException(
                    "row " + row + " would be " + reward + ", which " + type + " cannot hold");
        }
        return (long) reward;
    }
}
