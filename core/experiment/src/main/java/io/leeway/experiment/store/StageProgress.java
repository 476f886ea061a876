package io.leeway.experiment.store;

import io.leeway.spi.Progress;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A progress that is also left beside what is in the making, for whoever looks at it from another process: the file
 * {@code progress.json} with {@code title}, {@code done}, {@code total}, {@code unit}, {@code detail}, {@code process}
 * and {@code updated}, at most once a second; the metrics of a training are in {@code metrics.jsonl}. It is left for
 * looking at alone: where it cannot be written, nothing fails.
 */
public final class StageProgress implements Progress {
    /** The file's name. */
    public static final String FILE = "progress.json";

    /** The file of the metrics of what is in the making, an object a line. */
    public static final String METRICS = "metrics.jsonl";

    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final ThreadLocal<@Nullable Path> MAKING = new ThreadLocal<>();

    private final Progress shown;

    /** Wraps what shows the progress. */
    public StageProgress(Progress shown) {
        this.shown = shown;
    }

    /** Does the work of a stage, whose progress is left in a folder. */
    static void within(Path folder, Runnable work) {
        Path outer = MAKING.get();
        MAKING.set(folder);
        try {
            Files.deleteIfExists(folder.resolve(METRICS));
        } catch (IOException unwritable) {
            // As with the progress: what matters fails by itself.
        }
        try {
            work.run();
        } finally {
            MAKING.set(outer);
        }
    }

    /** Leaves the metrics of a moment beside the progress of the stage that this thread makes, if it makes one. */
    public static void leave(String series, Map<String, Object> metrics) {
        Path folder = MAKING.get();
        if (folder == null) {
            return;
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("series", series);
        tree.putAll(metrics);
        try {
            Files.writeString(
                    folder.resolve(METRICS),
                    Json.line(tree) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            // Nobody can look then.
        }
    }

    @Override
    public Task begin(String title, long total, String unit) {
        Task task = shown.begin(title, total, unit);
        Path folder = MAKING.get();
        return folder == null ? task : new Left(task, folder.resolve(FILE), title, total, unit);
    }

    @Override
    public void say(String line) {
        shown.say(line);
    }

    @Override
    public void check() {
        shown.check();
    }

    private static final class Left implements Task {
        private final Task task;
        private final Path file;
        private final String title;
        private final long total;
        private final String unit;
        private long done;
        private long written;

        Left(Task task, Path file, String title, long total, String unit) {
            this.task = task;
            this.file = file;
            this.title = title;
            this.total = total;
            this.unit = unit;
            write("");
        }

        @Override
        public void advance(long amount, String detail) {
            task.advance(amount, detail);
            done += amount;
            if (System.nanoTime() - written >= INTERVAL_NANOS) {
                write(detail);
            }
        }

        private void write(String detail) {
            written = System.nanoTime();
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("title", title);
            tree.put("done", done);
            tree.put("total", total);
            tree.put("unit", unit);
            tree.put("detail", detail);
            tree.put("process", ProcessHandle.current().pid());
            tree.put("updated", Instant.now().toString());
            try {
                Json.write(file, tree);
            } catch (RuntimeException unwritable) {
                // Nobody can look then; what matters fails by itself.
            }
        }

        @Override
        public void close() {
            task.close();
        }
    }
}
