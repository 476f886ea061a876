package io.leeway.testkit;

import io.leeway.spi.Tracker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class MemoryTrackerTest extends TrackerContract {
    private final MemoryTracker.Memory memory = new MemoryTracker.Memory();

    @Override
    protected Tracker tracker() {
        return new MemoryTracker(memory);
    }

    @Override
    protected List<TrackedValue> kept() {
        return memory.values();
    }

    @Override
    protected Optional<List<MemoryTracker.Histogram>> keptHistograms() {
        return Optional.of(memory.histograms());
    }

    @Override
    protected Optional<List<MemoryTracker.Drawing>> keptPictures() {
        return Optional.of(memory.pictures());
    }

    @Override
    protected Optional<Map<String, String>> keptParameters() {
        return Optional.of(memory.runs().get(0).parameters());
    }
}
