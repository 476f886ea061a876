package io.leeway.spi.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file or folder that appears in its place whole or not at all: it is written beside the place, and moved there when
 * it is complete.
 *
 * <pre>{@code
 * try (Staged staged = Staged.file(place)) {
 *     Files.writeString(staged.path(), text);
 *     staged.replace();
 * }
 * }</pre>
 *
 * <p>Closing one that was not moved deletes what was written, and leaves the place as it was. A process that is killed
 * leaves the written part behind, under a name that ends in {@code .part}; the next one that stages the same file
 * writes over it.
 */
public final class Staged implements AutoCloseable {
    private static final String SUFFIX = ".part";
    private static final int MOST_FOLDERS = 1000;

    private final Path place;
    private final Path path;
    private boolean moved;

    private Staged(Path place, Path path) {
        this.place = place;
        this.path = path;
    }

    /** Content that is written to a file whose place it need not know. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param file where; what is there is overwritten
         * @throws IOException if it cannot be written
         */
        void write(Path file) throws IOException;
    }

    /** Stages a file named {@code NAME.part} beside its place; nothing is touched yet. */
    public static Staged file(Path place) {
        return new Staged(place, place.resolveSibling(place.getFileName() + SUFFIX));
    }

    /**
     * Stages a folder beside its place, which is made at once: {@code .NAME.part}, or {@code .NAME.part1} and so on
     * where others are being written.
     *
     * @param place in a folder that is there
     * @throws IOException if it cannot be made, or a thousand are there
     */
    public static Staged folder(Path place) throws IOException {
        for (int number = 0; number < MOST_FOLDERS; number++) {
            Path path = place.resolveSibling("." + place.getFileName() + SUFFIX + (number == 0 ? "" : number));
            if (made(path)) {
                return new Staged(place, path);
            }
        }
        throw new IOException("there are " + MOST_FOLDERS + " unfinished ones '." + place.getFileName() + SUFFIX
                + "…' beside it; remove those that nothing is writing any more");
    }

    private static boolean made(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    /**
     * Writes a file beside its place and moves it there, in place of what is there.
     *
     * @throws IOException if it cannot be written; what was there is as it was
     */
    public static void write(Path place, Content content) throws IOException {
        try (Staged staged = file(place)) {
            content.write(staged.path);
            staged.replace();
        }
    }

    /** Returns where to write. */
    public Path path() {
        return path;
    }

    /**
     * Moves the file into its place in one step, in place of a file that is there; its bytes are on the disk before.
     *
     * @throws IOException if it cannot be moved
     */
    public void replace() throws IOException {
        force();
        Files.move(path, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        moved = true;
    }

    /**
     * Moves the file or folder into its place, where nothing may be.
     *
     * @throws FileAlreadyExistsException if something is there
     * @throws IOException if it cannot be moved
     */
    public void create() throws IOException {
        force();
        Files.move(path, place);
        moved = true;
    }

    private void force() throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what was written, unless it was moved into its place. */
    @Override
    public void close() throws IOException {
        if (!moved) {
            FileTree.delete(path);
        }
    }
}
