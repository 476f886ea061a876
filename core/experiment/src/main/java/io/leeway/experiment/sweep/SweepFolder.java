package io.leeway.experiment.sweep;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a sweep: {@code sweep.json} says what its jobs are, {@code events.jsonl} what became of them, line by
 * line. One process at a time runs it.
 */
public final class SweepFolder implements AutoCloseable {
    /** The beginning of its name. */
    public static final String PREFIX = "sweep-";

    /** The file that says what the jobs are. */
    public static final String DEFINITION = "sweep.json";

    private static final String EVENTS = "events.jsonl";
    private static final String LOCK = "lock";
    private static final String CANCEL = "cancel";

    private final Path path;
    private final Clock clock;
    private final FileChannel channel;
    private final BufferedWriter events;

    private SweepFolder(Path path, Clock clock, FileChannel channel, BufferedWriter events) {
        this.path = path;
        this.clock = clock;
        this.channel = channel;
        this.events = events;
    }

    /** Returns where the folder of a sweep is. */
    public static Path of(Path runs, String name) {
        return runs.resolve(PREFIX + name);
    }

    /** Returns whether a folder is that of a sweep. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(DEFINITION));
    }

    /** Returns whether a process runs the sweep now. */
    public static boolean isRunning(Path folder) {
        if (!Files.exists(folder.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            return lock == null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Asks the process that runs the sweep to stop it; what it made is kept. */
    public static void askToStop(Path folder) {
        try {
            Files.writeString(folder.resolve(CANCEL), "");
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + folder + ": " + FileProblem.text(e), e);
        }
    }

    /**
     * Opens the folder to run its sweep; what an earlier try wrote of its jobs is replaced.
     *
     * @throws LeewayException if another process runs it
     */
    static SweepFolder open(Path path, Clock clock) {
        Folders.create(path);
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new LeewayException("Another process runs the sweep in " + path
                        + " now: wait for it, stop it with 'leeway sweep cancel " + path
                        + "', or give this one another name (--set name=…)");
            }
            Files.deleteIfExists(path.resolve(CANCEL));
            return new SweepFolder(path, clock, channel, Files.newBufferedWriter(path.resolve(EVENTS)));
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + path + ": " + FileProblem.text(e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    /** Returns the folder. */
    Path path() {
        return path;
    }

    /** Says what the sweep's jobs are. */
    void define(Map<String, Object> definition) {
        Json.write(path.resolve(DEFINITION), definition);
    }

    /** Returns whether somebody asked to stop. */
    boolean stopIsAskedFor() {
        return Files.exists(path.resolve(CANCEL));
    }

    /** Adds an event. */
    synchronized void add(String event, String id, Map<String, Object> more) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("time", clock.instant().toString());
        tree.put("event", event);
        tree.put("id", id);
        tree.putAll(more);
        try {
            events.write(Json.line(tree));
            events.newLine();
            events.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what a sweep's jobs are. */
    static Map<String, Object> definition(Path folder) {
        return Json.read(folder.resolve(DEFINITION));
    }

    /** Reads the events so far; a last line that is not whole yet is left out. */
    static List<Map<String, Object>> events(Path folder) {
        Path file = folder.resolve(EVENTS);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.map(SweepFolder::parsed)
                    .filter(event -> !event.isEmpty())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new LeewayException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> parsed(String line) {
        try {
            return Json.parse(line);
        } catch (IOException unfinished) {
            return Map.of();
        }
    }

    @Override
    public void close() {
        try (channel;
                events) {
            Files.deleteIfExists(path.resolve(CANCEL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
