package io.leeway.bridge.bench;

import java.util.Arrays;

/** The times of calls; those beyond the capacity are not kept. */
final class RoundTrips {
    private final int capacity;
    private long[] nanos = new long[4096];
    private int size;

    RoundTrips(int capacity) {
        this.capacity = capacity;
    }

    void clear() {
        size = 0;
    }

    void add(long taken) {
        if (size == capacity) {
            return;
        }
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, Math.min(capacity, 2 * size));
        }
        nanos[size++] = taken;
    }

    /** Returns the time that a share of the calls did not exceed, in microseconds. */
    double micros(double share) {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return sorted[Math.min(size - 1, (int) (share * size))] * 1e-3;
    }
}
