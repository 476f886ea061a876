package io.leeway.trackers.tensorboard;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Tracker;
import io.leeway.spi.support.FileProblem;
import io.leeway.trackers.keeping.SeriesPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tracker that writes TensorBoard's event files. Each series is a run of TensorBoard's, so that the same metric of
 * different seeds and experiences is drawn in one chart.
 */
public final class TensorboardTracker implements Tracker {
    private final TensorboardConfig config;
    private final Map<String, EventLog> logs = new LinkedHashMap<>();
    private @Nullable Path folder;
    private @Nullable Run run;

    /** Creates a tracker; files are opened when there is something to write. */
    @Inject
    public TensorboardTracker(TensorboardConfig config) {
        this.config = config;
    }

    @Override
    public void begin(Run begun) {
        logs.clear();
        run = begun;
        folder = config.folder() == null
                ? begun.folder().resolve("tensorboard")
                : config.folder().resolve(begun.name());
    }

    @Override
    public void record(String series, long step, Map<String, Double> metrics) {
        EventLog log = log(series);
        new TreeMap<>(metrics).forEach((name, value) -> {
            if (log.advance(name, step)) {
                log.add(Events.scalar(now(), step, name, value));
            }
        });
    }

    @Override
    public void histogram(String series, long step, String name, double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        EventLog log = log(series);
        if (finite.length > 0 && log.advance(name, step)) {
            log.add(Events.histogram(now(), step, name, Bins.of(finite)));
        }
    }

    @Override
    public void picture(String series, long step, String name, Image image) {
        EventLog log = log(series);
        if (log.advance(name, step)) {
            log.add(Events.image(now(), step, name, image));
        }
    }

    private Instant now() {
        return run().clock().instant();
    }

    private Run run() {
        if (run == null) {
            throw new IllegalStateException("The tracker was not told of the run");
        }
        return run;
    }

    private EventLog log(String series) {
        EventLog known = logs.get(series);
        if (known != null) {
            return known;
        }
        Path place = SeriesPath.of(folder == null ? run().folder() : folder, series, "");
        try {
            EventLog opened = EventLog.open(place);
            logs.put(series, opened);
            return opened;
        } catch (IOException e) {
            throw new LeewayException("Cannot read the event files in " + place + ": " + FileProblem.text(e), e);
        }
    }

    @Override
    public void flush() {
        for (EventLog log : List.copyOf(logs.values())) {
            try {
                log.write(now());
            } catch (IOException e) {
                logs.clear();
                throw new LeewayException(
                        "Cannot write an event file in " + log.folder() + ": " + FileProblem.text(e), e);
            }
        }
    }

    @Override
    public void close() {
        flush();
        logs.clear();
    }
}
