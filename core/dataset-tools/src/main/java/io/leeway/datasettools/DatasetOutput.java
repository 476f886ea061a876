package io.leeway.datasettools;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.data.EpisodeWriter;
import io.leeway.spi.support.FileTree;
import io.leeway.spi.support.Staged;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset on its way to its place, where it appears as a whole. One that replaces another is written in a folder next
 * to it, and swapped when it is complete.
 *
 * <p>Closing one that was not published leaves nothing, and what was there before as it was.
 */
public final class DatasetOutput implements AutoCloseable {
    private final DatasetPath target;
    private final List<Path> made;
    private final @Nullable Staged aside;
    private final EpisodeWriter writer;
    private boolean published;

    private DatasetOutput(DatasetPath target, List<Path> made, @Nullable Staged aside, DatasetDescription description) {
        this.target = target;
        this.made = made;
        this.aside = aside;
        Path place = aside == null ? target.path() : aside.path();
        this.writer = target.format().create(place, description);
    }

    /**
     * Checks that something may be written there, before anything is read.
     *
     * @throws DatasetChoiceException if there is something, and it may not be replaced: only a whole dataset of the
     *     same format may, and with nothing beside it
     */
    public static void check(DatasetPath target, boolean force) {
        if (force) {
            Replacement.check(target);
        } else if (Files.exists(target.path(), LinkOption.NOFOLLOW_LINKS)) {
            throw new DatasetChoiceException(
                    target.path() + " exists already. Choose another path, or replace it with --force.");
        }
    }

    /** Begins to write; see {@link DatasetPath} and {@link #check}. */
    public static DatasetOutput begin(DatasetPath target, boolean force, DatasetDescription description) {
        check(target, force);
        Path path = target.path().toAbsolutePath().normalize();
        Path parent = path.getParent();
        if (parent == null) {
            throw new DatasetChoiceException(target.path() + " is no place for a dataset.");
        }
        List<Path> made = new ArrayList<>();
        Staged aside = null;
        try {
            createFolders(parent, made);
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new DatasetOutput(target, made, null, description);
            }
            aside = Staged.file(path);
            return new DatasetOutput(target, made, aside, description.with(idOfOld(target)));
        } catch (IOException e) {
            remove(aside, made);
            throw FreshPaths.problem("write in the folder", parent, e);
        } catch (RuntimeException | Error failure) {
            remove(aside, made);
            throw failure;
        }
    }

    /** Returns what a dataset that is replaced is called, which its place decides and not its content. */
    private static Map<String, String> idOfOld(DatasetPath target) {
        if (!target.format().recognizes(target.path())) {
            return Map.of();
        }
        try (EpisodeReader old = target.open()) {
            String id = old.description().attributes().get(Provenance.DATASET_ID);
            return id == null ? Map.of() : Map.of(Provenance.DATASET_ID, id);
        } catch (LeewayException unreadable) {
            return Map.of();
        }
    }

    private static void createFolders(Path folder, List<Path> made) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.getParent();
        if (parent != null) {
            createFolders(parent, made);
        }
        Files.createDirectory(folder);
        made.add(folder);
    }

    /** Appends an episode. */
    public void write(Episode episode) {
        writer.write(episode);
    }

    /** Completes all and moves them into place: where one fails, none is there. */
    public static void publish(List<DatasetOutput> outputs) {
        for (DatasetOutput output : outputs) {
            if (output.aside != null) {
                output.writer.commit();
            }
        }
        List<DatasetOutput> moved = new ArrayList<>();
        try {
            for (DatasetOutput output : outputs) {
                output.moveIn();
                moved.add(output);
            }
        } catch (RuntimeException | Error failure) {
            moved.forEach(DatasetOutput::moveOut);
            throw failure;
        }
        outputs.forEach(output -> output.published = true);
    }

    private void moveIn() {
        if (aside == null) {
            writer.commit();
            return;
        }
        Replacement.check(target);
        try {
            aside.exchange();
        } catch (IOException e) {
            throw FreshPaths.problem("move the finished dataset to", target.path(), e);
        }
    }

    private void moveOut() {
        try {
            if (aside == null) {
                FileTree.delete(target.path());
            } else {
                aside.takeBack();
            }
        } catch (IOException e) {
            throw FreshPaths.problem("take back", target.path(), e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } finally {
            remove(aside, published ? List.of() : made);
        }
    }

    private static void remove(@Nullable Staged aside, List<Path> made) {
        try {
            if (aside != null) {
                aside.close();
            }
            for (int i = made.size() - 1; i >= 0; i--) {
                Files.deleteIfExists(made.get(i));
            }
        } catch (DirectoryNotEmptyException used) {
            return;
        } catch (IOException e) {
            throw FreshPaths.problem("remove", aside == null ? made.get(0) : aside.path(), e);
        }
    }
}
