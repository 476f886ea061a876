package io.leeway.experiment.store;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of one artifact in the making: only the newest whole one is kept. */
public final class Checkpoints {
    private static final Pattern NAME = Pattern.compile("[0-9]{1,18}");

    private final Path directory;
    private final long intervalNanos;
    private long lastSaved = System.nanoTime();

    /**
     * Keeps checkpoints in a folder.
     *
     * @param interval the least time between two checkpoints; it changes what is redone after an interruption, never
     *     the result
     */
    public Checkpoints(Path directory, Duration interval) {
        this.directory = directory;
        this.intervalNanos = interval.toNanos();
    }

    /** Returns the newest checkpoint's folder. */
    public Optional<Path> latest() {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.filter(child -> NAME.matcher(name(child)).matches())
                    .max(Comparator.comparingLong(child -> Long.parseLong(name(child))));
        } catch (IOException e) {
            throw new LeewayException("Cannot read the checkpoints in " + directory + ": " + FileProblem.text(e), e);
        }
    }

    /** Saves a checkpoint if the last one is old enough. */
    public void saveIfDue(long step, Consumer<Path> writer) {
        if (System.nanoTime() - lastSaved >= intervalNanos) {
            save(step, writer);
        }
    }

    /** Saves a checkpoint and returns its folder. */
    public Path save(long step, Consumer<Path> writer) {
        Path aside = directory.resolve("part");
        Path target = directory.resolve(Long.toString(step));
        try {
            Folders.delete(aside);
            Files.createDirectories(aside);
            writer.accept(aside);
            Optional<Path> previous = latest();
            Folders.delete(target);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            if (previous.isPresent() && !previous.get().equals(target)) {
                Folders.delete(previous.get());
            }
        } catch (IOException e) {
            throw new LeewayException("Cannot write a checkpoint to " + directory + ": " + FileProblem.text(e), e);
        }
        lastSaved = System.nanoTime();
        return target;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
