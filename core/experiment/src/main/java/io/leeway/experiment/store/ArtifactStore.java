package io.leeway.experiment.store;

import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.support.FileProblem;
import io.leeway.spi.support.Sha256;
import io.leeway.wiring.file.Folders;
import io.leeway.wiring.file.Json;
import io.leeway.wiring.inject.Provisions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finished artifacts by the hash of what they were made from, and those in the making.
 *
 * <p>An artifact is made in a folder of its own under a lock, and moved into place whole: what is in the store is
 * finished. An interrupted one leaves its checkpoints, from which the next try goes on.
 */
public final class ArtifactStore {
    /** What an artifact says of itself. */
    static final String DESCRIPTION = "artifact.json";

    /** How long the last try took; an interrupted one's time is not in it. */
    static final String SECONDS = "seconds";

    private final Path root;
    private final Duration checkpointInterval;
    private final Progress progress;

    /**
     * Keeps artifacts in a folder, made with the first of them.
     *
     * @param checkpointInterval the least time between two checkpoints of a stage
     * @param progress is told where another process makes the same artifact
     */
    public ArtifactStore(Path root, Duration checkpointInterval, Progress progress) {
        this.root = root;
        this.checkpointInterval = checkpointInterval;
        this.progress = progress;
    }

    /**
     * An artifact that is finished.
     *
     * @param artifact the artifact
     * @param reused whether it was there already
     */
    public record Obtained<A extends Artifact>(A artifact, boolean reused) {}

    /** Returns whether the artifact of a stage is finished. */
    public boolean has(Stage<?> stage) {
        return has(stage.key().id());
    }

    /** Returns whether the artifact of that name is finished. */
    public boolean has(String id) {
        return Files.exists(root.resolve(id));
    }

    /**
     * Returns the artifact of a stage, whose inputs are finished, and makes it first if it is not there.
     *
     * @throws LeewayException if the stage failed, naming it, what was wrong and what to do
     */
    public <A extends Artifact> Obtained<A> obtain(Stage<A> stage) {
        boolean reused = obtain(stage.key(), stage.maker());
        return new Obtained<>(stage.type().at(root.resolve(stage.key().id())), reused);
    }

    /** Returns whether the artifact was there already. */
    private boolean obtain(ArtifactKey key, Maker maker) {
        Path finished = root.resolve(key.id());
        if (Files.exists(finished)) {
            check(key, finished);
            return true;
        }
        Path making = root.resolve(".making").resolve(key.id());
        try {
            Files.createDirectories(making);
            try (FileChannel channel = FileChannel.open(
                            making.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel, key)) {
                boolean madeMeanwhile = Files.exists(finished);
                if (!madeMeanwhile && lock.isValid()) {
                    make(key, maker, making, finished);
                }
                return madeMeanwhile;
            }
        } catch (IOException e) {
            throw failure(key, "cannot write to " + making + ": " + FileProblem.text(e), e);
        } catch (UncheckedIOException e) {
            throw failure(key, "cannot write to " + making + ": " + FileProblem.text(e), e);
        } catch (LeewayException e) {
            throw failure(key, String.valueOf(e.getMessage()), e);
        }
    }

    private FileLock lock(FileChannel channel, ArtifactKey key) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        progress.say("Another run is making the " + key.title() + "; waiting for it");
        return channel.lock();
    }

    /** Returns the folder of all that is finished. */
    public Path root() {
        return root;
    }

    private void make(ArtifactKey key, Maker maker, Path making, Path finished) throws IOException {
        Path output = making.resolve("output");
        Folders.delete(output);
        Files.createDirectories(output);
        Path checkpoints = making.resolve("checkpoints");
        long began = System.nanoTime();
        Provisions.unwrapped(() -> {
            StageProgress.within(making, () -> maker.make(output, new Checkpoints(checkpoints, checkpointInterval)));
            return output;
        });
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("kind", key.kind());
        description.put("title", key.title());
        description.put("inputs", key.inputs());
        description.put(SECONDS, (System.nanoTime() - began) * 1e-9);
        description.put("files", sizes(output));
        description.put("sha256", digests(output));
        Json.write(output.resolve(DESCRIPTION), description);
        Files.move(output, finished, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(making);
    }

    private static Map<String, Object> sizes(Path folder) throws IOException {
        Map<String, Object> sizes = new TreeMap<>();
        for (Path file : files(folder)) {
            sizes.put(folder.relativize(file).toString(), Files.size(file));
        }
        return sizes;
    }

    private static Map<String, Object> digests(Path folder) throws IOException {
        Map<String, Object> digests = new TreeMap<>();
        for (Path file : files(folder)) {
            digests.put(folder.relativize(file).toString(), Sha256.of(file));
        }
        return digests;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(folder.resolve(DESCRIPTION)))
                    .toList();
        }
    }

    private void check(ArtifactKey key, Path finished) {
        List<String> problems;
        try {
            Object expected = Json.read(finished.resolve(DESCRIPTION)).get("files");
            Map<String, Object> actual = sizes(finished);
            problems = expected instanceof Map<?, ?> files
                    ? files.entrySet().stream()
                            .filter(file -> !(actual.get(String.valueOf(file.getKey())) instanceof Number size
                                    && file.getValue() instanceof Number wanted
                                    && size.longValue() == wanted.longValue()))
                            .map(file -> String.valueOf(file.getKey()))
                            .toList()
                    : List.of(DESCRIPTION);
        } catch (IOException e) {
            throw failure(key, "cannot read " + finished + ": " + FileProblem.text(e), e);
        }
        if (!problems.isEmpty()) {
            throw new LeewayException("The " + key.title() + " in " + finished + " is damaged: " + problems
                    + " missing or of another size. Delete that folder and run the same command again: it is"
                    + " made anew.");
        }
    }

    private LeewayException failure(ArtifactKey key, String text, Exception cause) {
        return new LeewayException(
                "The " + key.title() + " failed: " + text + (text.endsWith(".") ? "" : ".") + Folders.remedy(text)
                        + " What was finished before is kept in " + root
                        + "; the same command goes on from there.",
                cause);
    }
}
