package io.leeway.experiment.store;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import io.leeway.wiring.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a finished artifact says of itself.
 *
 * @param folder where it is
 * @param kind such as {@code dataset}
 * @param title what a user reads
 * @param inputs all that it depends on
 * @param seconds how long it took to make, where that is known
 * @param bytes how large its files are together
 */
public record Recorded(
        Path folder, String kind, String title, Map<String, Object> inputs, OptionalDouble seconds, long bytes) {
    /** Returns what is finished in a store; a folder that does not say what it is, is left out. */
    public static List<Recorded> in(ArtifactStore store) {
        if (!Files.isDirectory(store.root())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(store.root())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(ArtifactStore.DESCRIPTION)))
                    .sorted()
                    .map(Recorded::of)
                    .toList();
        } catch (IOException e) {
            throw new LeewayException("Cannot list " + store.root() + ": " + FileProblem.text(e), e);
        }
    }

    private static Recorded of(Path folder) {
        Map<String, Object> tree = Json.read(folder.resolve(ArtifactStore.DESCRIPTION));
        Map<String, Object> inputs = new LinkedHashMap<>();
        if (tree.get("inputs") instanceof Map<?, ?> read) {
            read.forEach((key, value) -> inputs.put(String.valueOf(key), value));
        }
        long bytes = tree.get("files") instanceof Map<?, ?> files
                ? files.values().stream()
                        .mapToLong(size -> size instanceof Number number ? number.longValue() : 0)
                        .sum()
                : 0;
        return new Recorded(
                folder,
                String.valueOf(tree.get("kind")),
                String.valueOf(tree.get("title")),
                inputs,
                tree.get(ArtifactStore.SECONDS) instanceof Number number
                        ? OptionalDouble.of(number.doubleValue())
                        : OptionalDouble.empty(),
                bytes);
    }

    /** Returns its name in the store. */
    public String id() {
        return String.valueOf(folder.getFileName());
    }
}
