package io.leeway.datasets.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a dataset.
 *
 * @param place the folder, or the one file
 * @param parts in the order of their names
 */
record ParquetFolder(Path place, List<Path> parts) {
    static final String ENDING = ".parquet";
    static final String SUCCESS = "_SUCCESS";

    /** Returns whether there is a Parquet file, or a folder with some. */
    static boolean recognizes(Path path) {
        try {
            return Files.isRegularFile(path)
                    ? PartFile.isParquet(path)
                    : !partsOf(path).isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static List<Path> partsOf(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(ParquetFolder::isPart).sorted().toList();
        }
    }

    private static boolean isPart(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(ENDING)
                && !name.startsWith(".")
                && !name.startsWith("_")
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns the files at a place.
     *
     * @throws LeewayException if there are none
     */
    static ParquetFolder of(Path place) {
        try {
            if (Files.isRegularFile(place)) {
                return new ParquetFolder(place, List.of(place));
            }
            List<Path> parts = partsOf(place);
            if (!parts.isEmpty()) {
                return new ParquetFolder(place, parts);
            }
        } catch (IOException unreadable) {
            throw new LeewayException("Cannot read " + place + ": " + FileProblem.text(unreadable), unreadable);
        }
        throw new LeewayException(
                Files.exists(place)
                        ? place + " is no Parquet dataset: there is no file *" + ENDING + " in it"
                        : "There is no Parquet dataset " + place);
    }

    /** Returns the parts and the file that says that they are whole. */
    List<Path> all() {
        List<Path> all = new ArrayList<>(parts);
        Path success = place.resolve(SUCCESS);
        if (Files.isRegularFile(success, LinkOption.NOFOLLOW_LINKS)) {
            all.add(success);
        }
        return all;
    }

    /** How much there is, by the file that says that it is whole. */
    record Extent(long parts, long episodes, long steps) {}

    /**
     * Returns how much there must be, where that is told.
     *
     * @param needed whether it must be told
     * @throws LeewayException if it is not
     */
    Optional<Extent> extent(boolean needed) {
        Path success = place.resolve(SUCCESS);
        if (!Files.isRegularFile(success)) {
            if (needed) {
                throw new LeewayException(place + " is not whole: there is no " + SUCCESS
                        + ", which is written last. Write the dataset again");
            }
            return Optional.empty();
        }
        try {
            String text = Files.readString(success);
            if (text.isBlank()) {
                return Optional.empty();
            }
            JsonNode told = MinariJson.read(success.toString(), text);
            return Optional.of(new Extent(
                    told.path("parts").asLong(-1),
                    told.path("episodes").asLong(-1),
                    told.path("steps").asLong(-1)));
        } catch (IOException unreadable) {
            throw new LeewayException("Cannot read " + success + ": " + FileProblem.text(unreadable), unreadable);
        }
    }
}
