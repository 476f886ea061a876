package io.leeway.datasets.d4rl;

import io.leeway.datasets.hdf5.input.Hdf5Array;
import io.leeway.spi.data.Column;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of a file's next observations with the rows that follow. They differ where an episode ends, whatever
 * the flags say: D4RL's replay buffers do not mark every time limit.
 */
final class NextRows {
    /** What rounding to float32 may change, relative to the numbers where they are greater than 1. */
    private static final float ROUNDING = 1e-6f;

    private static final long MOST_BYTES = 1 << 24;

    private final Hdf5Array observations;
    private final Hdf5Array next;
    private long first;
    private @Nullable Column seen;
    private @Nullable Column said;

    NextRows(Hdf5Array observations, Hdf5Array next) {
        this.observations = observations;
        this.next = next;
    }

    /** Returns how many rows are best compared at once. */
    int block(int most) {
        long rowBytes = observations.shape().stream()
                .skip(1)
                .reduce((long) observations.type().bytes(), Math::multiplyExact);
        return (int) Math.max(1, Math.min(most, MOST_BYTES / rowBytes));
    }

    /** Sets a bit in the marks of those rows, from the first on, whose next observation is not the following row. */
    void mark(long firstRow, byte[] marks, byte bit) {
        int rows = (int) Math.min(marks.length + 1L, observations.rows() - firstRow);
        Column kept = observations.read(firstRow, rows);
        Column told = next.read(firstRow, marks.length);
        first = firstRow;
        seen = kept;
        said = told;
        compare(kept.rows(1, rows - 1), told.rows(0, rows - 1), marks, bit);
    }

    private static void compare(Column following, Column told, byte[] marks, byte bit) {
        int count = following.rows();
        boolean sameType = following.type() == told.type();
        ByteBuffer one = following.bytes();
        ByteBuffer other = told.bytes();
        int size = following.rowSize();
        int rowBytes = size * following.type().bytes();
        float[] row = new float[2 * size];
        for (int i = 0; i < count; i++) {
            if (sameType) {
                int rest = (count - i) * rowBytes;
                int same = one.slice(one.position() + i * rowBytes, rest)
                        .mismatch(other.slice(other.position() + i * rowBytes, rest));
                if (same < 0) {
                    return;
                }
                i += same / rowBytes;
            }
            following.rows(i, 1).toFloats(row, 0);
            told.rows(i, 1).toFloats(row, size);
            if (!same(row, 0, row, size, size)) {
                marks[i] |= bit;
            }
        }
    }

    /** Returns observations, which are not read again where they were compared last. */
    Column observations(long firstRow, int rows) {
        return rows(seen, observations, firstRow, rows);
    }

    /** Returns a next observation, which is not read again where it was compared last. */
    Column next(long row) {
        return rows(said, next, row, 1);
    }

    private Column rows(@Nullable Column block, Hdf5Array array, long firstRow, int rows) {
        boolean within = block != null && firstRow >= first && firstRow + rows <= first + block.rows();
        return block != null && within ? block.rows((int) (firstRow - first), rows) : array.read(firstRow, rows);
    }

    /** Returns whether two rows are equal but for rounding. */
    static boolean same(float[] first, int firstAt, float[] second, int secondAt, int size) {
        for (int i = 0; i < size; i++) {
            float a = first[firstAt + i];
            float b = second[secondAt + i];
            boolean close = Math.abs(a - b) <= ROUNDING * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
            if (!close && a != b && !(Float.isNaN(a) && Float.isNaN(b))) {
                return false;
            }
        }
        return true;
    }
}
