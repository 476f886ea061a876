package io.leeway.spi.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file or folder that appears in its place whole or not at all: it is written in a hidden folder of its own beside
 * the place, and moved there when it is complete.
 *
 * <pre>{@code
 * try (Staged staged = Staged.file(place)) {
 *     Files.writeString(staged.path(), text);
 *     staged.replace();
 * }
 * }</pre>
 *
 * <p>Any number of threads and processes may stage the same place: none sees what another writes, and what comes to lie
 * there is of one of them. Closing one that was not moved deletes what was written, and leaves the place as it was. A
 * process that is killed leaves its hidden folder behind, whose name is {@code .NAME.part} with a number; the next one
 * that moves something to the same place deletes it.
 */
public final class Staged implements AutoCloseable {
    private static final int SIGNATURE = 4;

    private final Path place;
    private final StagingFolder folder;

    private Staged(Path place, StagingFolder folder) {
        this.place = place;
        this.folder = folder;
    }

    /** Content that is written to a file whose place it need not know. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param file where, which is not there yet
         * @throws IOException if it cannot be written
         */
        void write(Path file) throws IOException;
    }

    /**
     * Stages a file, or a folder that its writer makes.
     *
     * @param place in a folder that is there
     * @throws NoSuchFileException if that folder is not there
     * @throws IOException if nothing can be written beside the place
     */
    public static Staged file(Path place) throws IOException {
        return new Staged(place, StagingFolder.beside(place));
    }

    /**
     * Stages a folder, which is made at once.
     *
     * @param place in a folder that is there
     * @throws IOException if it cannot be made
     */
    public static Staged folder(Path place) throws IOException {
        Staged staged = file(place);
        try {
            Files.createDirectory(staged.path());
            return staged;
        } catch (IOException e) {
            staged.close();
            throw e;
        }
    }

    /**
     * Writes a file beside its place and moves it there, in place of what is there.
     *
     * @throws IOException if it cannot be written; what was there is as it was
     */
    public static void write(Path place, Content content) throws IOException {
        try (Staged staged = file(place)) {
            content.write(staged.path());
            staged.replace();
        }
    }

    /**
     * Writes a file as {@link #write} does, in place of a file of the same kind alone: one that begins with the same
     * four bytes, as pictures and archives of one format do, or is empty.
     *
     * @throws IOException if something else is there, or it cannot be written; what was there is as it was
     */
    public static void writeLike(Path place, Content content) throws IOException {
        try (Staged staged = file(place)) {
            content.write(staged.path());
            if (Files.exists(place) && !sameKind(place, staged.path())) {
                throw new IOException("what is there is no file of this kind, and was left as it is; choose another"
                        + " name, or move it away");
            }
            staged.replace();
        }
    }

    private static boolean sameKind(Path old, Path written) throws IOException {
        if (!Files.isRegularFile(old)) {
            return false;
        }
        try (InputStream first = Files.newInputStream(old);
                InputStream second = Files.newInputStream(written)) {
            byte[] beginning = first.readNBytes(SIGNATURE);
            return beginning.length == 0 || Arrays.equals(beginning, second.readNBytes(SIGNATURE));
        }
    }

    /** Returns where to write. */
    public Path path() {
        return folder.content();
    }

    /**
     * Moves the file into its place in one step, in place of a file that is there; its bytes are on the disk before.
     *
     * @throws IOException if it cannot be moved
     */
    public void replace() throws IOException {
        force();
        Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        finish();
    }

    /**
     * Moves the file or folder into its place, where nothing may be.
     *
     * @throws FileAlreadyExistsException if something is there
     * @throws IOException if it cannot be moved
     */
    public void create() throws IOException {
        force();
        Files.move(path(), place);
        finish();
    }

    private void finish() throws IOException {
        folder.close();
        StagingFolder.removeDead(place);
    }

    /**
     * Moves the file or folder into its place, and what is there aside, where it is until this is closed. A file is
     * replaced in one step.
     *
     * @throws IOException if it cannot be moved; what was there is back then, or the message says where it is
     */
    public void exchange() throws IOException {
        force();
        boolean kept = Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) && linked();
        if (!kept) {
            moveAside();
        }
        try {
            Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!kept) {
                putBack();
            }
            throw e;
        }
        StagingFolder.removeDead(place);
    }

    private void moveAside() throws IOException {
        try {
            Files.move(place, folder.old(), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            // another that replaces it has moved it aside at this moment
        }
    }

    private boolean linked() {
        try {
            Files.createLink(folder.old(), place);
            return true;
        } catch (IOException | UnsupportedOperationException noLinks) {
            return false;
        }
    }

    /**
     * Moves back what {@link #exchange} moved aside, in place of what came instead.
     *
     * @throws IOException if that is not possible, saying where it is
     */
    public void takeBack() throws IOException {
        FileTree.delete(place);
        putBack();
    }

    private void putBack() throws IOException {
        if (!Files.exists(folder.old(), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.move(folder.old(), place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            String text = "what was there could not be moved back and is in ";
            throw new IOException(text + folder.keepOld() + " now: " + FileProblem.text(e), e);
        }
    }

    private void force() throws IOException {
        if (Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    /** Deletes what was written, unless it was moved into its place, and what that replaced. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
