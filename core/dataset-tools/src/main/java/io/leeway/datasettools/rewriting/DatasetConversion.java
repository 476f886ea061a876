package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.DatasetPath;
import io.leeway.datasettools.Provenance;
import io.leeway.datasettools.SpaceText;
import io.leeway.datasettools.verification.ColumnCheck;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import io.leeway.spi.environment.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A conversion of a dataset to another format. */
public final class DatasetConversion {
    /** The attribute in which readers name what they leave out. */
    private static final String LEFT_OUT = "left_out";

    private DatasetConversion() {}

    /**
     * The outcome of a conversion: what was written, and what the format could not keep.
     *
     * @param written the new dataset
     * @param lost what is not in it, or of another type, a line each
     */
    public record Result(Written written, List<String> lost) {
        /** Returns it as JSON has it. */
        public Map<String, @Nullable Object> tree() {
            Map<String, @Nullable Object> tree = new LinkedHashMap<>(written.tree());
            tree.put("lost", lost);
            return tree;
        }
    }

    /**
     * Converts a dataset.
     *
     * @param force whether something that is there may be replaced
     * @param float32 whether float64 is rounded to float32
     * @param command what the dataset says it was made by
     */
    public static Result run(
            DatasetPath input, DatasetPath output, boolean force, boolean float32, String command, Progress progress) {
        Narrowing narrowing = new Narrowing(input);
        Rewriting.Change change = (index, episode) -> float32 ? narrowing.of(index, episode) : episode;
        Written written = Rewriting.run(
                input, output, force, progress, description -> wanted(description, float32, command, input), change);
        return new Result(written, lost(input, output, float32, command, change));
    }

    private static DatasetDescription wanted(
            DatasetDescription description, boolean float32, String command, DatasetPath input) {
        return Provenance.of(float32 ? Narrowing.of(description) : description, command, List.of(input));
    }

    /** Looks at what a reader finds in the new dataset, whatever its format promised. */
    private static List<String> lost(
            DatasetPath input, DatasetPath output, boolean float32, String command, Rewriting.Change change) {
        try (EpisodeReader before = input.open();
                EpisodeReader after = output.open()) {
            List<String> lost = new ArrayList<>();
            DatasetDescription wanted = wanted(before.description(), float32, command, input);
            DatasetDescription found = after.description();
            space("observation", wanted.observationSpace(), found.observationSpace(), lost);
            space("action", wanted.actionSpace(), found.actionSpace(), lost);
            wanted.attributes().keySet().stream()
                    .filter(name -> !name.equals(DatasetDescription.ATTRIBUTE_TYPES))
                    .filter(name -> !found.attributes().containsKey(name))
                    .forEach(name -> lost.add("attribute " + name));
            String unread = before.description().attributes().getOrDefault(LEFT_OUT, "");
            if (!unread.isEmpty()) {
                Stream.of(unread.split(", ")).forEach(name -> lost.add(name + ", which is not read"));
            }
            Episode first = before.next();
            Episode second = after.next();
            if (first == null || second == null) {
                throw new LeewayException(output.path() + " was written, but has no episode");
            }
            columns(change.of(0, first), second, lost);
            return lost;
        }
    }

    private static void space(String what, @Nullable Space wanted, @Nullable Space found, List<String> lost) {
        if (wanted != null && !SpaceText.same(wanted, found)) {
            lost.add(what + " space " + SpaceText.of(wanted) + (found == null ? "" : ", now " + SpaceText.of(found)));
        }
    }

    private static void columns(Episode wanted, Episode found, List<String> lost) {
        wanted.columns().forEach((name, column) -> {
            Column other = found.columns().get(name);
            if (other == null) {
                lost.add("column " + name);
            } else if (!ColumnCheck.kind(column).equals(ColumnCheck.kind(other))) {
                lost.add("column " + name + " as " + ColumnCheck.kind(column) + ", now " + ColumnCheck.kind(other));
            }
        });
        if (wanted.seed() != null && found.seed() == null) {
            lost.add("seeds of the episodes");
        }
    }
}
