package io.leeway.datasettools.verification;

import java.util.Arrays;

/** A table of the first number that came with each 64-bit key, up to so many keys. */
final class LongTable {
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int ABSENT = -1;

    private final int most;
    private long[] keys = new long[FIRST_SLOTS];
    private int[] values = empty(FIRST_SLOTS);
    private int count;

    /** Makes a table of at most {@code most} keys. */
    LongTable(int most) {
        this.most = most;
    }

    private static int[] empty(int slots) {
        int[] values = new int[slots];
        Arrays.fill(values, ABSENT);
        return values;
    }

    boolean full() {
        return count >= most;
    }

    /** Returns the number that came with a key before, or -1; a key that is new is kept, unless the table is full. */
    int first(long key, int value) {
        int slot = slot(key);
        if (values[slot] != ABSENT) {
            return values[slot];
        }
        if (!full()) {
            keys[slot] = key;
            values[slot] = value;
            if (++count * 2L > keys.length) {
                grow();
            }
        }
        return ABSENT;
    }

    private int slot(long key) {
        int slot = (int) (key ^ (key >>> 32)) & (keys.length - 1);
        while (values[slot] != ABSENT && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = empty(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != ABSENT) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
