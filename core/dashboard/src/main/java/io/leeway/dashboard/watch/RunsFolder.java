package io.leeway.dashboard.watch;

import io.leeway.dashboard.watch.Listed.Kind;
import io.leeway.experiment.activity.ActivityFolder;
import io.leeway.experiment.sweep.SweepFolder;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs and sweeps of a folder, the latest changed first. It looks at most twice a second, and then only at folders
 * that are new, that changed within the last hour, or whose turn it is: one in twenty of the others.
 */
public final class RunsFolder {
    private static final long INTERVAL_NANOS = Duration.ofMillis(500).toNanos();
    private static final long RECENT_MILLIS = Duration.ofHours(1).toMillis();
    private static final int TURNS = 20;

    private final Path path;
    private Map<String, Looked> known = new HashMap<>();
    private List<Listed> sorted = List.of();
    private Map<String, Listed> byId = Map.of();
    private long looked;
    private long turn;
    private long opened;

    /** What was found at a name; nothing where it is neither a run nor a sweep. */
    private record Looked(long changed, @Nullable Listed listed) {}

    /** Watches a folder, which need not exist yet. */
    public RunsFolder(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Returns how many folders were looked into so far: the same again does not count twice where nothing changed. */
    public synchronized long opened() {
        return opened;
    }

    /** Returns the folder of a run or a sweep: what is asked for by a name that is not listed is nowhere. */
    public synchronized Optional<Listed> find(String id) {
        list();
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Returns the runs and sweeps.
     *
     * @throws LeewayException if the folder cannot be read
     */
    public synchronized List<Listed> list() {
        long now = System.nanoTime();
        if (turn == 0 || now - looked >= INTERVAL_NANOS) {
            look();
            looked = System.nanoTime();
        }
        return sorted;
    }

    private void look() {
        turn++;
        if (!Files.isDirectory(path)) {
            known = new HashMap<>();
            sorted = List.of();
            byId = Map.of();
            return;
        }
        Map<String, Looked> found = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(path)) {
            for (Path folder : folders) {
                String id = String.valueOf(folder.getFileName());
                if (!id.equals("store") && !id.startsWith(".")) {
                    found.put(id, looked(id, folder, known.get(id)));
                }
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot list " + path + ": " + FileProblem.text(e), e);
        } catch (DirectoryIteratorException e) {
            throw new LeewayException("Cannot list " + path + ": it cannot be read to its end", e);
        }
        if (!found.equals(known)) {
            sorted = found.values().stream()
                    .map(Looked::listed)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingLong(Listed::changed).reversed().thenComparing(Listed::id))
                    .toList();
            Map<String, Listed> ids = new HashMap<>();
            sorted.forEach(listed -> ids.put(listed.id(), listed));
            byId = ids;
        }
        known = found;
    }

    private Looked looked(String id, Path folder, @Nullable Looked before) {
        if (before != null
                && System.currentTimeMillis() - before.changed() > RECENT_MILLIS
                && Math.floorMod(id.hashCode() + turn, TURNS) != 0) {
            return before;
        }
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            long changed = attributes.lastModifiedTime().toMillis();
            if (attributes.isSymbolicLink() || !attributes.isDirectory()) {
                return new Looked(changed, null);
            }
            if (before != null && before.changed() == changed && !justNow(changed)) {
                return before;
            }
            opened++;
            return new Looked(changed, listed(id, folder, changed));
        } catch (IOException goneMeanwhile) {
            return new Looked(0, null);
        }
    }

    /** Returns whether a folder may change again without a later time: some file systems count seconds. */
    private static boolean justNow(long changed) {
        return System.currentTimeMillis() - changed < 2_500;
    }

    private static @Nullable Listed listed(String id, Path folder, long changed) {
        // Most folders have no lock, which this way of asking finds out without the cost of an exception.
        boolean locked = new File(folder.toFile(), ActivityFolder.LOCK).isFile();
        if (id.startsWith(SweepFolder.PREFIX)) {
            return isFile(folder, SweepFolder.DEFINITION) ? new Listed(id, Kind.SWEEP, folder, changed, locked) : null;
        }
        boolean run = isFile(folder, "manifest.json") || isFile(folder, ActivityFolder.EVENTS);
        return run ? new Listed(id, Kind.RUN, folder, changed, locked) : null;
    }

    private static boolean isFile(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }
}
