package io.leeway.testkit;

import io.leeway.spi.Tracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A tracker that keeps every value in memory, exactly and in the order of the calls; within a call by name. */
public final class MemoryTracker implements Tracker {
    private final List<TrackedValue> values = new ArrayList<>();
    private boolean closed;

    @Override
    public void record(String series, long step, Map<String, Double> metrics) {
        if (closed) {
            throw new IllegalStateException("The tracker is closed, and is asked to record " + series + " at " + step);
        }
        new TreeMap<>(metrics).forEach((name, value) -> values.add(new TrackedValue(series, step, name, value)));
    }

    /** Returns what was recorded so far. */
    public List<TrackedValue> values() {
        return List.copyOf(values);
    }

    /** Returns whether it was closed. */
    public boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
