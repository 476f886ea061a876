package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Staged;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A folder that is filled aside of its place and moved there whole; its name is hidden, so that Minari does not list
 * it.
 */
public final class AsideFolder implements AutoCloseable {
    private final Path place;
    private final Staged staged;
    private final Deque<Path> parents = new ArrayDeque<>();
    private boolean committed;

    /**
     * Makes the folder, and those that its place is in.
     *
     * @throws LeewayException if there is something in its place
     */
    public AsideFolder(Path place) {
        this.place = place.toAbsolutePath().normalize();
        checkFree();
        try {
            for (Path parent = this.place.getParent();
                    parent != null && !Files.exists(parent);
                    parent = parent.getParent()) {
                parents.addLast(parent);
            }
            if (!parents.isEmpty()) {
                Files.createDirectories(parents.getFirst());
            }
            staged = Staged.folder(this.place);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void checkFree() {
        if (place.getFileName() == null || Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new LeewayException(
                    "Cannot write " + place + ": it is there already. Delete it, or choose another name");
        }
    }

    /** Returns where the folder is until it is committed. */
    public Path path() {
        return staged.path();
    }

    /** Moves the folder into place. */
    public void commit() {
        checkFree();
        try {
            staged.create();
            committed = true;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Returns an error that names the folder's place. */
    public LeewayException failure(IOException cause) {
        return new LeewayException("Cannot write " + place + ": " + FileProblem.text(cause), cause);
    }

    @Override
    public void close() {
        try {
            staged.close();
            if (!committed) {
                for (Path parent : parents) {
                    Files.deleteIfExists(parent);
                }
            }
        } catch (DirectoryNotEmptyException inUse) {
            // others have put something there meanwhile
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
