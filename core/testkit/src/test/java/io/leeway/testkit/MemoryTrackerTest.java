package io.leeway.testkit;

import io.leeway.spi.Tracker;
import java.util.ArrayList;
import java.util.List;

final class MemoryTrackerTest extends TrackerContract {
    private final List<MemoryTracker> opened = new ArrayList<>();

    @Override
    protected Tracker tracker() {
        MemoryTracker tracker = new MemoryTracker();
        opened.add(tracker);
        return tracker;
    }

    @Override
    protected List<TrackedValue> kept() {
        return opened.stream().flatMap(tracker -> tracker.values().stream()).toList();
    }
}
