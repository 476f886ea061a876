package io.leeway.spi.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hidden folder beside a place, of one writer alone: {@code .NAME.part}, or {@code .NAME.part1} and so on where
 * others are writing. A lock in it tells that its process lives; the system lets go of it however the process ends.
 */
final class StagingFolder implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final String LOCK = "lock";
    private static final String OLD = "old-";
    private static final int MOST = 1000;

    /**
     * The folders of this process. A lock holds between processes alone, and closing a second channel of its file would
     * let go of it.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final String name;
    private final FileChannel channel;
    private boolean keepsOld;
    private boolean closed;

    private StagingFolder(Path folder, String name, FileChannel channel) {
        this.folder = folder;
        this.name = name;
        this.channel = channel;
    }

    /**
     * Makes one.
     *
     * @param place in a folder that is there
     * @throws IOException if it cannot be made, or a thousand are there
     */
    static StagingFolder beside(Path place) throws IOException {
        Path parent = parent(place).toRealPath();
        String name = String.valueOf(place.getFileName());
        for (int number = 0; number < MOST; number++) {
            Path folder = parent.resolve(beginning(name) + (number == 0 ? "" : number));
            if (OURS.add(folder)) {
                FileChannel channel = null;
                try {
                    channel = held(folder);
                } finally {
                    if (channel == null) {
                        OURS.remove(folder);
                    }
                }
                if (channel != null) {
                    return new StagingFolder(folder, name, channel);
                }
            }
        }
        throw new IOException("there are " + MOST + " unfinished ones '" + beginning(name)
                + "…' beside it; remove those that nothing is writing any more");
    }

    private static String beginning(String name) {
        return "." + name + SUFFIX;
    }

    private static Path parent(Path place) throws IOException {
        Path parent = place.toAbsolutePath().getParent();
        if (parent == null) {
            throw new NoSuchFileException(place.toString());
        }
        return parent;
    }

    /** Makes and locks a folder; null where another has it, or takes it for a dead one's meanwhile. */
    private static @Nullable FileChannel held(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException another) {
            return null;
        }
        FileChannel channel;
        try {
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException | FileAlreadyExistsException taken) {
            return null;
        }
        if (locked(channel) && Files.exists(folder.resolve(LOCK))) {
            return channel;
        }
        channel.close();
        return null;
    }

    /** Returns false where another process holds the lock; a file system without locks keeps what is there for ever. */
    private static boolean locked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException | IOException without) {
            return true;
        }
    }

    /** Returns where to write. */
    Path content() {
        return folder.resolve(name);
    }

    /** Returns where what is replaced is kept meanwhile. */
    Path old() {
        return folder.resolve(OLD + name);
    }

    /** Leaves what was replaced where it is for good, and returns the place. */
    Path keepOld() {
        keepsOld = true;
        return old();
    }

    /** Deletes the folder, once. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (channel) {
            if (keepsOld) {
                Files.deleteIfExists(folder.resolve(LOCK));
                FileTree.delete(content());
            } else {
                delete(folder);
            }
        } finally {
            OURS.remove(folder);
        }
    }

    /** Deletes the lock last, so that what is left by a second kill is still known. */
    private static void delete(Path folder) throws IOException {
        for (Path child : children(folder, ".*")) {
            if (!child.endsWith(LOCK)) {
                FileTree.delete(child);
            }
        }
        Files.deleteIfExists(folder.resolve(LOCK));
        Files.deleteIfExists(folder);
    }

    private static List<Path> children(Path folder, String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern, Pattern.DOTALL);
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (wanted.matcher(String.valueOf(child.getFileName())).matches()) {
                    found.add(child);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException gone) {
            return List.of();
        }
        return found;
    }

    /** Deletes what processes that were killed have left beside a place that is written now; never what lives. */
    static void removeDead(Path place) {
        String name = String.valueOf(place.getFileName());
        try {
            for (Path folder : children(parent(place).toRealPath(), Pattern.quote(beginning(name)) + "[0-9]{0,3}")) {
                removeDead(folder, name);
            }
        } catch (IOException unreadable) {
            // the next one tries again: what was to be written is
        }
    }

    private static void removeDead(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !OURS.add(folder)) {
            return;
        }
        try {
            List<String> inside = children(folder, ".*").stream()
                    .map(child -> String.valueOf(child.getFileName()))
                    .toList();
            if (inside.isEmpty()) {
                Files.deleteIfExists(folder);
            } else if (inside.contains(LOCK) && Set.of(LOCK, name, OLD + name).containsAll(inside)) {
                try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                        FileLock lock = channel.tryLock()) {
                    if (lock != null) {
                        delete(folder);
                    }
                }
            }
        } finally {
            OURS.remove(folder);
        }
    }
}
