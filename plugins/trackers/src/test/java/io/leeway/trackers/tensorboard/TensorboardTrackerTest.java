package io.leeway.trackers.tensorboard;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.spi.Tracker;
import io.leeway.testkit.MemoryTracker;
import io.leeway.testkit.TrackedValue;
import io.leeway.testkit.TrackerContract;
import io.leeway.trackers.TrackersPython;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contract, read back by TensorBoard's own reader. */
final class TensorboardTrackerTest extends TrackerContract {
    @Override
    protected Tracker tracker() {
        return new TensorboardTracker(new TensorboardConfig(null));
    }

    private JsonNode read() {
        try {
            return TrackersPython.script(
                    "read_tensorboard.py", folder.resolve("tensorboard").toString());
        } catch (IOException | InterruptedException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected List<TrackedValue> kept() {
        List<TrackedValue> values = new ArrayList<>();
        for (JsonNode row : read().path("scalars")) {
            values.add(new TrackedValue(
                    row.path(0).asText(),
                    row.path(2).asLong(),
                    row.path(1).asText(),
                    number(row.path(3).asText())));
        }
        return values;
    }

    private static double number(String python) {
        return switch (python) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(python);
        };
    }

    @Override
    protected Optional<List<MemoryTracker.Histogram>> keptHistograms() {
        List<MemoryTracker.Histogram> histograms = new ArrayList<>();
        for (JsonNode row : read().path("histograms")) {
            histograms.add(new MemoryTracker.Histogram(
                    row.path(0).asText(),
                    row.path(2).asLong(),
                    row.path(1).asText(),
                    row.path(3).asLong(),
                    row.path(4).asDouble(),
                    row.path(5).asDouble()));
        }
        return Optional.of(histograms);
    }

    @Override
    protected Optional<List<MemoryTracker.Drawing>> keptPictures() {
        List<MemoryTracker.Drawing> drawings = new ArrayList<>();
        for (JsonNode row : read().path("images")) {
            byte[] pixels = new byte[row.path(5).size()];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) row.path(5).path(i).asInt();
            }
            drawings.add(new MemoryTracker.Drawing(
                    row.path(0).asText(),
                    row.path(2).asLong(),
                    row.path(1).asText(),
                    new Tracker.Image(row.path(3).asInt(), row.path(4).asInt(), pixels)));
        }
        return Optional.of(drawings);
    }
}
