package io.leeway.datasettools.collection;

import io.leeway.datasettools.DatasetChoiceException;
import io.leeway.datasettools.FreshPaths;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.FileTree;
import io.leeway.wiring.config.ConfigurationTree;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder beside a dataset under way that keeps its finished parts, with a record of what it is made from. Nobody
 * else writes to it meanwhile.
 */
public final class CollectionFolder implements AutoCloseable {
    private static final String RECORD = "collection.json";
    private static final String LOCK = "lock";
    private static final String PART = "part-";
    private static final Pattern OURS =
            Pattern.compile("lock|collection[.]json|part-[0-9]+([.].*)?|[.](collection[.]json|part-.*)[.]part[0-9]*");
    private static final int MOST_DIFFERENCES = 8;

    private final Path folder;
    private final Path target;
    private final Map<String, Object> origin;
    private final FileChannel channel;
    private final List<CollectionTotals> parts = new ArrayList<>();

    private CollectionFolder(Path folder, Path target, Map<String, Object> origin, FileChannel channel) {
        this.folder = folder;
        this.target = target;
        this.origin = origin;
        this.channel = channel;
    }

    /** Returns the folder that belongs to a dataset. */
    static Path of(Path target) {
        return target.resolveSibling(target.getFileName() + ".parts");
    }

    /**
     * Opens or begins the folder of a dataset.
     *
     * @param origin all that the dataset is made from
     * @param restart whether finished parts are thrown away
     * @throws DatasetChoiceException if the folder has parts of something else, saying what differs, or is another's
     */
    public static CollectionFolder open(Path target, Map<String, Object> origin, boolean restart) {
        Path folder = of(target);
        FileChannel channel = null;
        try {
            requireOurs(folder);
            Files.createDirectories(folder);
            channel = lock(folder);
            CollectionFolder opened = new CollectionFolder(folder, target, normal(origin), channel);
            opened.begin(restart);
            return opened;
        } catch (IOException e) {
            release(channel);
            throw FreshPaths.problem("write to", folder, e);
        } catch (RuntimeException | Error failure) {
            release(channel);
            throw failure;
        }
    }

    /** Refuses a folder with anything that no collection puts there: what is in it is deleted in the end. */
    private static void requireOurs(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String others = folder.getFileName() + " itself";
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            List<String> names = names(folder);
            others = names.stream()
                    .filter(name -> !OURS.matcher(name).matches())
                    .limit(MOST_DIFFERENCES)
                    .collect(Collectors.joining(", "));
            boolean begun = names.contains(RECORD) || names.stream().noneMatch(name -> name.startsWith(PART));
            if (others.isEmpty() && begun) {
                return;
            } else if (others.isEmpty()) {
                others = "parts and no " + RECORD;
            }
        }
        throw new DatasetChoiceException(folder + " is in the way: " + others
                + " is not of a collection under way, whose parts are kept there and deleted in the end. Move it away,"
                + " or choose another path.");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldHere) {
            // as where another process holds it
        }
        channel.close();
        throw new DatasetChoiceException(
                "Something else is collecting into " + folder + " at this moment. Let it end, or choose another path.");
    }

    private static void release(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot let go of a lock: " + FileProblem.text(e), e);
        }
    }

    /** What is read back equals what was written only once it is of the types that JSON has. */
    private static Map<String, Object> normal(Map<String, Object> tree) throws IOException {
        return Json.parse(Json.line(tree));
    }

    private void begin(boolean restart) throws IOException {
        Path record = folder.resolve(RECORD);
        if (Files.exists(record) && !restart) {
            Map<String, Object> kept = Json.read(record);
            requireSame(kept.get("made_from"));
            if (kept.get("parts") instanceof List<?> finished) {
                finished.forEach(part -> parts.add(CollectionTotals.of((Map<?, ?>) part)));
            }
        } else {
            write();
        }
        removeUnfinished();
    }

    private void requireSame(@Nullable Object earlier) {
        Map<String, String> before = ConfigurationTree.leaves(earlier);
        Map<String, String> now = ConfigurationTree.leaves(origin);
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(now.keySet());
        List<String> differences = paths.stream()
                .filter(path -> !now.getOrDefault(path, "nothing").equals(before.getOrDefault(path, "nothing")))
                .map(path -> path + " was " + before.getOrDefault(path, "nothing") + " and is "
                        + now.getOrDefault(path, "nothing"))
                .toList();
        if (!differences.isEmpty()) {
            String shown = differences.stream().limit(MOST_DIFFERENCES).collect(Collectors.joining("\n  "));
            int more = differences.size() - MOST_DIFFERENCES;
            throw new DatasetChoiceException(folder + " has parts of another collection:\n  " + shown
                    + (more > 0 ? "\n  and " + more + " more differences" : "")
                    + "\n"
                    + "Go on with what it was begun with, throw the parts away with --restart, or choose"
                    + " another path.");
        }
    }

    private void write() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("made_from", origin);
        record.put("parts", parts.stream().map(CollectionTotals::tree).toList());
        Json.write(folder.resolve(RECORD), record);
    }

    /** Removes all but what the record says is finished: what was being written when the process ended. */
    private void removeUnfinished() throws IOException {
        Set<Path> kept = new TreeSet<>(Set.of(folder.resolve(RECORD), folder.resolve(LOCK)));
        for (int i = 0; i < parts.size(); i++) {
            kept.add(part(i));
        }
        List<Path> children;
        try (Stream<Path> listed = Files.list(folder)) {
            children = listed.filter(child -> !kept.contains(child)).toList();
        }
        for (Path child : children) {
            FileTree.delete(child);
        }
    }

    /** Returns the parts that are finished. */
    public List<CollectionTotals> finished() {
        return List.copyOf(parts);
    }

    /** Returns where a part is, or will be; it ends as the dataset's name does. */
    Path part(int index) {
        String name = String.valueOf(target.getFileName());
        int dot = name.lastIndexOf('.');
        return folder.resolve(PART + index + (dot > 0 ? name.substring(dot) : ""));
    }

    /** Records that the next part is there. */
    void finish(CollectionTotals part) {
        parts.add(part);
        write();
    }

    /** Removes the folder. */
    void remove() {
        try {
            FileTree.delete(folder);
        } catch (IOException e) {
            throw FreshPaths.problem("remove", folder, e);
        }
    }

    @Override
    public void close() {
        release(channel);
    }
}
