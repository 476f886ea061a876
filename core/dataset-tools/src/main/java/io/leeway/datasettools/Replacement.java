package io.leeway.datasettools;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rule of what {@code --force} replaces: a dataset of the format that is written, whole and nothing beside it. */
final class Replacement {
    private static final int MOST_NAMED = 5;
    private static final String UNTOUCHED =
            " Nothing was changed. Choose another path, or move away yourself what is there.";

    private Replacement() {}

    /**
     * Checks that nothing is there, or nothing but a dataset of the target's format.
     *
     * @throws DatasetChoiceException naming what else there is
     */
    static void check(DatasetPath target) {
        Path path = target.path();
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String refusal = "--force replaces a whole dataset of the format " + target.formatName()
                + " and nothing else, but " + path;
        if (Files.isSymbolicLink(path)) {
            throw new DatasetChoiceException(refusal + " is a link. Name what it leads to. Nothing was changed.");
        }
        Set<Path> own;
        try {
            own = target.format().files(path);
        } catch (LeewayException none) {
            String why = String.valueOf(none.getMessage());
            String end = why.endsWith(".") || why.endsWith("?") ? "" : ".";
            throw new DatasetChoiceException(refusal + " is none: " + why + end + UNTOUCHED);
        }
        List<Path> others = others(path, own);
        if (!others.isEmpty()) {
            String names = others.stream()
                    .limit(MOST_NAMED)
                    .map(other -> other.equals(path) ? "something else" : String.valueOf(path.relativize(other)))
                    .collect(Collectors.joining(", "));
            int more = others.size() - MOST_NAMED;
            throw new DatasetChoiceException(
                    refusal + " holds " + names + (more > 0 ? " and " + more + " more" : "") + "." + UNTOUCHED);
        }
    }

    /** Returns what lies in a folder, or is the path, and is none of the dataset's files, nor a folder around one. */
    private static List<Path> others(Path path, Set<Path> own) {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(each -> !own.contains(each))
                    .filter(each -> !Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                            || own.stream().noneMatch(file -> file.startsWith(each)))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new LeewayException("Cannot look into " + path + ": " + FileProblem.text(e) + ".", e);
        } catch (IOException e) {
            throw FreshPaths.problem("look into", path, e);
        }
    }
}
