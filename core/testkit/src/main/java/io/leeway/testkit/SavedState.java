package io.leeway.testkit;

import io.leeway.spi.Stateful;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a component kept in a directory, to be compared byte by byte and to be damaged. */
public final class SavedState {
    private final Path directory;

    private SavedState(Path directory) {
        this.directory = directory;
    }

    /** Saves a component into a fresh directory under {@code parent}. */
    public static SavedState of(Stateful component, Path parent) {
        SavedState checkpoint = empty(parent);
        component.save(checkpoint.directory);
        return checkpoint;
    }

    /** Returns a fresh directory under {@code parent} without any file. */
    public static SavedState empty(Path parent) {
        try {
            return new SavedState(Files.createTempDirectory(parent, "checkpoint"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where it is. */
    public Path directory() {
        return directory;
    }

    /** Returns every file's content in ISO 8859-1, which keeps each byte, by relative path. */
    public Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files()) {
            contents.put(directory.relativize(file).toString(), new String(read(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    /** Returns whether any file in it has content that could be damaged. */
    public boolean hasContent() {
        return files().stream().anyMatch(file -> read(file).length > 0);
    }

    /** Cuts the largest file in half. */
    public void truncate() {
        Path file = largest();
        byte[] content = read(file);
        write(file, Arrays.copyOf(content, content.length / 2));
    }

    /** Changes the 64 bytes in the middle of the largest file, or as many as it has. */
    public void alter() {
        Path file = largest();
        byte[] content = read(file);
        int middle = content.length / 2;
        for (int i = Math.max(0, middle - 32); i < Math.min(content.length, middle + 32); i++) {
            content[i] ^= 0x55;
        }
        write(file, content);
    }

    private Path largest() {
        return files().stream()
                .max(Comparator.comparingLong(file -> read(file).length))
                .orElseThrow();
    }

    private List<Path> files() {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
