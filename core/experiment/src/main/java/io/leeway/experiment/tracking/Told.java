package io.leeway.experiment.tracking;

import io.leeway.spi.Tracker;
import io.leeway.wiring.file.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** One thing that a tracker is told, and when it happened; it can be kept as a line of JSON. */
sealed interface Told {
    /** Returns when it happened. */
    Instant at();

    /** Tells it. */
    void to(Tracker tracker);

    /** Returns about how many bytes of memory it takes. */
    long weight();

    /** Returns it as a tree, from which {@link #read} makes an equal one. */
    Map<String, Object> tree();

    /** The metrics of one moment. */
    record Metrics(Instant at, String series, long step, Map<String, Double> metrics) implements Told {
        @Override
        public void to(Tracker tracker) {
            tracker.record(series, step, metrics);
        }

        @Override
        public long weight() {
            return 200 + 100L * metrics.size();
        }

        @Override
        public Map<String, Object> tree() {
            return Told.tree("metrics", at, series, step, Map.of("metrics", metrics));
        }
    }

    /** Values to be counted. */
    record Histogram(Instant at, String series, long step, String name, double[] values) implements Told {
        @Override
        public void to(Tracker tracker) {
            tracker.histogram(series, step, name, values.clone());
        }

        @Override
        public long weight() {
            return 200 + 8L * values.length;
        }

        @Override
        public Map<String, Object> tree() {
            return Told.tree(
                    "histogram",
                    at,
                    series,
                    step,
                    Map.of("name", name, "values", Arrays.stream(values).boxed().toList()));
        }
    }

    /** A picture. */
    record Picture(Instant at, String series, long step, String name, Tracker.Image image) implements Told {
        @Override
        public void to(Tracker tracker) {
            tracker.picture(series, step, name, image);
        }

        @Override
        public long weight() {
            return 200L + image.pixels().length;
        }

        @Override
        public Map<String, Object> tree() {
            return Told.tree(
                    "picture",
                    at,
                    series,
                    step,
                    Map.of(
                            "name",
                            name,
                            "width",
                            image.width(),
                            "height",
                            image.height(),
                            "pixels",
                            deflated(image.pixels())));
        }
    }

    /** A file that is complete. */
    record Made(Instant at, Path file) implements Told {
        @Override
        public void to(Tracker tracker) {
            if (Files.exists(file)) {
                tracker.file(file);
            }
        }

        @Override
        public long weight() {
            return 500;
        }

        @Override
        public Map<String, Object> tree() {
            return Map.of("kind", "file", "at", at.toString(), "file", file.toString());
        }
    }

    /**
     * Reads what {@link #tree} gave.
     *
     * @throws IOException if it is something else
     */
    static Told read(String line) throws IOException {
        Map<String, Object> tree = Json.parse(line);
        try {
            Instant at = Instant.parse(text(tree, "at"));
            return switch (text(tree, "kind")) {
                case "metrics" -> new Metrics(at, text(tree, "series"), whole(tree, "step"), metrics(tree));
                case "histogram" ->
                    new Histogram(at, text(tree, "series"), whole(tree, "step"), text(tree, "name"), values(tree));
                case "picture" ->
                    new Picture(at, text(tree, "series"), whole(tree, "step"), text(tree, "name"), image(tree));
                case "file" -> new Made(at, Path.of(text(tree, "file")));
                default -> throw new IOException("of an unknown kind");
            };
        } catch (RuntimeException | DataFormatException e) {
            throw new IOException("no record of a tracker: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> tree(
            String kind, Instant at, String series, long step, Map<String, Object> more) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind);
        tree.put("at", at.toString());
        tree.put("series", series);
        tree.put("step", step);
        tree.putAll(new TreeMap<>(more));
        return tree;
    }

    private static Object there(Map<String, Object> tree, String key) {
        return Objects.requireNonNull(tree.get(key), key);
    }

    private static String text(Map<String, Object> tree, String key) {
        return String.valueOf(there(tree, key));
    }

    private static long whole(Map<String, Object> tree, String key) {
        return Long.parseLong(text(tree, key));
    }

    /** Returns a number as Jackson reads it back: NaN and infinities are kept as text. */
    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble(String.valueOf(value));
    }

    private static Map<String, Double> metrics(Map<String, Object> tree) {
        Map<String, Double> metrics = new TreeMap<>();
        ((Map<?, ?>) there(tree, "metrics")).forEach((name, value) -> metrics.put(String.valueOf(name), number(value)));
        return metrics;
    }

    private static double[] values(Map<String, Object> tree) {
        return ((List<?>) there(tree, "values"))
                .stream().mapToDouble(Told::number).toArray();
    }

    private static Tracker.Image image(Map<String, Object> tree) throws DataFormatException {
        int width = (int) whole(tree, "width");
        int height = (int) whole(tree, "height");
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(Base64.getDecoder().decode(text(tree, "pixels")));
            if (inflater.inflate(pixels) != pixels.length) {
                throw new DataFormatException("the picture is incomplete");
            }
        } finally {
            inflater.end();
        }
        return new Tracker.Image(width, height, pixels);
    }

    private static String deflated(byte[] pixels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes, fast)) {
            deflater.write(pixels);
        } catch (IOException e) {
            throw new IllegalStateException("Memory cannot be written to", e);
        } finally {
            fast.end();
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
