package io.leeway.experiment.activity;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A folder in which one process at a time works, which holds the lock of the file {@code lock} meanwhile. It writes
 * what it does into {@code events.jsonl}, line by line, and stops where another process makes the file {@code cancel}.
 */
public final class ActivityFolder implements AutoCloseable {
    /** The file whose lock the process holds. */
    public static final String LOCK = "lock";

    /** The file that asks the process to stop. */
    public static final String CANCEL = "cancel";

    /** The file of events. */
    public static final String EVENTS = "events.jsonl";

    /** Who looks whether a process works in a folder holds its lock for a moment: that is none who works. */
    private static final int TRIES = 6;

    private static final long PAUSE_NANOS = 50_000_000;

    /** What the lock's file has while its holder works. */
    private static final byte[] HELD = "held\n".getBytes(StandardCharsets.US_ASCII);

    private final Path path;
    private final Clock clock;
    private final FileChannel channel;
    private final BufferedWriter events;

    private ActivityFolder(Path path, Clock clock, FileChannel channel, BufferedWriter events) {
        this.path = path;
        this.clock = clock;
        this.channel = channel;
        this.events = events;
    }

    /**
     * Opens the folder, made where it is missing, to work in it; the events of an earlier time are replaced.
     *
     * @return nothing if another process works in it
     * @throws LeewayException if it cannot be written to
     */
    public static Optional<ActivityFolder> open(Path path, Clock clock) {
        Folders.create(path);
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            for (int i = 1; i < TRIES && lock == null; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
                lock = lock(channel);
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            Files.deleteIfExists(path.resolve(CANCEL));
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(HELD));
            return Optional.of(new ActivityFolder(path, clock, channel, Files.newBufferedWriter(path.resolve(EVENTS))));
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + path + ": " + FileProblem.text(e), e);
        }
    }

    /** Returns whether a process works in a folder now. */
    public static boolean isActive(Path folder) {
        if (!Files.isRegularFile(folder.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            return lock == null;
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Returns whether the process that worked in a folder last did not say that it ended: it works, perhaps on a
     * machine whose locks are not seen here, or it was killed.
     */
    public static boolean isLeftOpen(Path folder) {
        try {
            return Files.size(folder.resolve(LOCK)) > 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Asks the process that works in a folder to stop; what it made is kept. */
    public static void askToStop(Path folder) {
        try {
            Files.createFile(folder.resolve(CANCEL));
        } catch (FileAlreadyExistsException asked) {
            return;
        } catch (IOException e) {
            throw new LeewayException("Cannot write to " + folder + ": " + FileProblem.text(e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    /** Returns whether somebody asked to stop. */
    public boolean stopIsAskedFor() {
        return Files.exists(path.resolve(CANCEL));
    }

    /** Adds an event: what became of what, and what more there is to say. */
    public synchronized void add(String event, String id, Map<String, Object> more) {
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

    /**
     * Takes the lock's file away with the folder's work, where it only says that a process works: whoever opened the
     * file before is not kept from the folder any more.
     */
    public void removeLock() {
        try {
            Files.deleteIfExists(path.resolve(LOCK));
        } catch (IOException stays) {
            // It is no harm where nobody holds it.
        }
    }

    @Override
    public void close() {
        try (channel;
                events) {
            channel.truncate(0);
            Files.deleteIfExists(path.resolve(CANCEL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
