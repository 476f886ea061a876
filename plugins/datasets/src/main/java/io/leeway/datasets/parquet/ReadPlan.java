package io.leeway.datasets.parquet;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Episode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;

/** The columns that are read of every file of a dataset. */
final class ReadPlan {
    private static final int MOST_PROBLEMS = 20;
    private static final List<String> NEEDED =
            List.of(Naming.EPISODE, Episode.OBSERVATIONS, Episode.ACTIONS, Episode.REWARDS);

    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, StoredColumn> chosen = new LinkedHashMap<>();
    private final Set<String> leftOut = new LinkedHashSet<>();

    /** Chooses the columns of the first file. */
    ReadPlan(PartFile first) {
        first.columns().forEach((name, column) -> {
            if (!isRead(name)) {
                leftOut.add(name);
                return;
            }
            chosen.put(name, column);
            boolean counter = name.equals(Naming.EPISODE) || name.equals(Naming.STEP);
            if (!column.problem().isEmpty()) {
                problems.add("'" + name + "' " + column.problem());
            } else if (counter
                    && (column.list() || column.type() == null || column.type().isReal())) {
                problems.add("'" + name + "' must be a whole number a row");
            }
        });
        for (String needed : NEEDED) {
            if (chosen.keySet().stream().noneMatch(name -> name.equals(needed) || name.startsWith(needed + "/"))) {
                problems.add("'" + needed + "' is missing");
            }
        }
    }

    private static boolean isRead(String name) {
        String plain = name.startsWith(Naming.NEXT) ? name.substring(Naming.NEXT.length()) : name;
        boolean after = !plain.equals(name);
        boolean seen = belongs(plain, Episode.OBSERVATIONS) || plain.startsWith(Episode.INFOS + "/");
        return seen
                || (!after
                        && (belongs(plain, Episode.ACTIONS)
                                || List.of(
                                                Naming.EPISODE,
                                                Naming.STEP,
                                                Episode.REWARDS,
                                                Episode.TERMINATIONS,
                                                Episode.TRUNCATIONS)
                                        .contains(plain)));
    }

    private static boolean belongs(String name, String root) {
        return name.equals(root) || name.startsWith(root + "/");
    }

    /** Looks for what of a file is not as in the first, or cannot be read. */
    void check(PartFile part) {
        chosen.forEach((name, wanted) -> {
            StoredColumn column = part.columns().get(name);
            if (column == null) {
                problems.add("'" + name + "' is missing in " + part.path().getFileName());
            } else if (column.type() != wanted.type() || column.list() != wanted.list()) {
                problems.add("'" + name + "' is another kind of column in "
                        + part.path().getFileName());
            } else {
                checkCodecs(part, column);
            }
        });
    }

    private void checkCodecs(PartFile part, StoredColumn column) {
        for (RowGroup group : part.groups()) {
            CompressionCodec codec = part.chunk(group, column).getMeta_data().getCodec();
            if (!PageCodec.READ.contains(codec)) {
                problems.add("'" + column.name() + "' is compressed by " + codec
                        + ", which is not read: rewrite it with zstd, snappy or gzip");
            }
        }
    }

    /**
     * Stops if anything was found.
     *
     * @throws LeewayException naming all of it
     */
    void stop(Path place) {
        if (!problems.isEmpty()) {
            List<String> shown = new ArrayList<>(problems);
            String more = shown.size() > MOST_PROBLEMS ? "; and " + (shown.size() - MOST_PROBLEMS) + " more" : "";
            throw new LeewayException(place + " is not a dataset in Parquet: "
                    + String.join("; ", shown.subList(0, Math.min(MOST_PROBLEMS, shown.size()))) + more);
        }
    }

    /** Returns the names of what is read. */
    Set<String> names() {
        return chosen.keySet();
    }

    /** Returns the names of what is not. */
    Set<String> leftOut() {
        return leftOut;
    }
}
