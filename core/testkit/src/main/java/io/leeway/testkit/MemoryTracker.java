package io.leeway.testkit;

import io.leeway.spi.Tracker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tracker that keeps everything in memory, exactly and in the order of the calls; within a call by name. One that
 * goes on is given the memory of the one before.
 */
public final class MemoryTracker implements Tracker {
    private final Memory memory;
    private boolean closed;

    /**
     * One histogram, as a tracker keeps it.
     *
     * @param series what it belongs to
     * @param step the update count
     * @param name its name
     * @param count how many values it is of
     * @param minimum the least value
     * @param maximum the greatest value
     */
    public record Histogram(String series, long step, String name, long count, double minimum, double maximum) {}

    /**
     * One picture, as a tracker keeps it.
     *
     * @param series what it belongs to
     * @param step the update count
     * @param name its name
     * @param image its pixels
     */
    public record Drawing(String series, long step, String name, Image image) {}

    /** What trackers of one run keep, one after another. */
    public static final class Memory {
        private final List<TrackedValue> values = new ArrayList<>();
        private final List<Histogram> histograms = new ArrayList<>();
        private final List<Drawing> pictures = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();
        private final List<Run> runs = new ArrayList<>();
        private final Map<List<String>, Long> latest = new HashMap<>();
        private @Nullable Ending ending;

        /** Returns the metrics that were recorded so far. */
        public synchronized List<TrackedValue> values() {
            return List.copyOf(values);
        }

        /** Returns the histograms. */
        public synchronized List<Histogram> histograms() {
            return List.copyOf(histograms);
        }

        /** Returns the pictures. */
        public synchronized List<Drawing> pictures() {
            return List.copyOf(pictures);
        }

        /** Returns the files, each as often as it was told. */
        public synchronized List<Path> files() {
            return List.copyOf(files);
        }

        /** Returns the runs that were begun, one for each time. */
        public synchronized List<Run> runs() {
            return List.copyOf(runs);
        }

        /** Returns how the last run ended; null if it goes on, or was killed. */
        public synchronized @Nullable Ending ending() {
            return ending;
        }

        private boolean isNew(String kind, String series, String name, long step) {
            List<String> key = List.of(kind, series, name);
            Long last = latest.get(key);
            if (last != null && last >= step) {
                return false;
            }
            latest.put(key, step);
            return true;
        }
    }

    /** Creates a tracker that begins with nothing. */
    public MemoryTracker() {
        this(new Memory());
    }

    /** Creates a tracker that goes on with what another one kept. */
    public MemoryTracker(Memory memory) {
        this.memory = memory;
    }

    @Override
    public void begin(Run run) {
        synchronized (memory) {
            memory.runs.add(run);
            memory.ending = null;
        }
    }

    @Override
    public void record(String series, long step, Map<String, Double> metrics) {
        if (closed) {
            throw new IllegalStateException("The tracker is closed, and is asked to record " + series + " at " + step);
        }
        synchronized (memory) {
            new TreeMap<>(metrics).forEach((name, value) -> {
                if (memory.isNew("metric", series, name, step)) {
                    memory.values.add(new TrackedValue(series, step, name, value));
                }
            });
        }
    }

    @Override
    public void histogram(String series, long step, String name, double[] values) {
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        synchronized (memory) {
            if (memory.isNew("histogram", series, name, step)) {
                memory.histograms.add(new Histogram(series, step, name, values.length, least, greatest));
            }
        }
    }

    @Override
    public void picture(String series, long step, String name, Image image) {
        synchronized (memory) {
            if (memory.isNew("picture", series, name, step)) {
                memory.pictures.add(new Drawing(series, step, name, image));
            }
        }
    }

    @Override
    public void file(Path file) {
        synchronized (memory) {
            memory.files.add(file);
        }
    }

    @Override
    public void end(Ending ending) {
        synchronized (memory) {
            memory.ending = ending;
        }
    }

    /** Returns what is kept. */
    public Memory memory() {
        return memory;
    }

    /** Returns the metrics that were recorded so far. */
    public List<TrackedValue> values() {
        return memory.values();
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
