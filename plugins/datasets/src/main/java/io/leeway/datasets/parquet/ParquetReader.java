package io.leeway.datasets.parquet;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.data.EpisodeReader;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reader of the episodes of Parquet files, of which a row group is in memory at a time, and an episode. */
final class ParquetReader implements EpisodeReader {
    private final ParquetFolder folder;
    private final ReadPlan plan;
    private final boolean ours;
    private final ParquetFolder.@Nullable Extent extent;
    private final DatasetDescription description;
    private final Map<String, List<Integer>> shapes;
    private final boolean whole;
    private final long rows;
    private final Set<Long> seen = new HashSet<>();
    private final List<RowBlock> pieces = new ArrayList<>();
    private @Nullable PartFile part;
    private List<@Nullable BigInteger> seeds = List.of();
    private long firstOfPart;
    private @Nullable BigInteger seed;
    private int nextPart;
    private int nextGroup;
    private @Nullable RowBlock block;
    private int at;
    private long cut;

    /**
     * Opens a dataset, and looks at the footers of all files.
     *
     * @throws LeewayException if it is none, or not whole
     */
    ParquetReader(ParquetFolder folder) {
        this.folder = folder;
        PartFile first = PartFile.open(folder.parts().get(0));
        ours = Told.isOurs(first);
        extent = folder.extent(ours && !folder.place().equals(first.path())).orElse(null);
        plan = new ReadPlan(first);
        plan.stop(folder.place());
        long all = 0;
        for (Path each : folder.parts()) {
            PartFile file = PartFile.open(each);
            plan.check(file);
            all += file.rows();
        }
        plan.stop(folder.place());
        rows = all;
        checkExtent(
                "files", extent == null ? -1 : extent.parts(), folder.parts().size());
        checkExtent("steps", extent == null ? -1 : extent.steps(), rows);
        if (rows == 0) {
            throw new LeewayException(folder.place() + " has no row");
        }
        description = Told.description(first);
        shapes = Told.shapes(first);
        whole = plan.names().stream()
                .filter(name -> name.equals(Episode.OBSERVATIONS) || name.startsWith(Episode.OBSERVATIONS + "/"))
                .allMatch(name -> plan.names().contains(Naming.NEXT + name));
    }

    private void checkExtent(String what, long told, long found) {
        if (told >= 0 && told != found) {
            throw new LeewayException(folder.place() + " is not whole: " + ParquetFolder.SUCCESS
                    + " says that there are " + told + " " + what + ", but there are " + found);
        }
    }

    @Override
    public DatasetDescription description() {
        return description;
    }

    @Override
    public long steps() {
        return whole ? rows : -1;
    }

    @Override
    public @Nullable Episode next() {
        while (true) {
            RowBlock open = block;
            if (open != null && at < open.rows()) {
                long number = open.column(Naming.EPISODE).integer(at);
                if (!pieces.isEmpty() && number != current()) {
                    Episode episode = finish();
                    if (episode != null) {
                        return episode;
                    }
                }
                if (pieces.isEmpty()) {
                    begin(number);
                }
                int end = open.end(at);
                pieces.add(open.part(at, end));
                at = end;
            } else if (!load()) {
                Episode episode = pieces.isEmpty() ? null : finish();
                if (episode == null) {
                    checkExtent("episodes", extent == null ? -1 : extent.episodes(), seen.size());
                }
                return episode;
            }
        }
    }

    private long current() {
        return pieces.get(0).column(Naming.EPISODE).integer(0);
    }

    private void begin(long number) {
        String where = where(number);
        if (ours && number != firstOfAll() + seen.size()) {
            throw new LeewayException(where + " comes where episode " + (firstOfAll() + seen.size())
                    + " is next: a file is missing, or is another dataset's");
        } else if (!seen.add(number)) {
            throw new LeewayException(where + " comes again after another: keep the rows of an episode together");
        }
        long index = number - firstOfPart;
        seed = ours && index >= 0 && index < seeds.size() ? seeds.get((int) index) : null;
    }

    /** A file alone may begin anywhere. */
    private long firstOfAll() {
        return folder.parts().get(0).equals(folder.place()) ? firstOfPart : 0;
    }

    private String where(long number) {
        return (part == null ? folder.place() : part.path()) + ": episode " + number;
    }

    private @Nullable Episode finish() {
        RowEpisode joined = new RowEpisode(where(current()), pieces);
        Episode episode = joined.episode(seed);
        int steps = pieces.stream().mapToInt(RowBlock::rows).sum();
        pieces.clear();
        cut += steps - (episode == null ? 0 : episode.steps());
        return episode;
    }

    /** Reads the next row group; returns false after the last one. */
    private boolean load() {
        PartFile open = part;
        while (open == null || nextGroup == open.groups().size()) {
            if (nextPart == folder.parts().size()) {
                block = null;
                return false;
            }
            open = PartFile.open(folder.parts().get(nextPart++));
            part = open;
            nextGroup = 0;
            if (ours) {
                seeds = Told.seeds(open);
                firstOfPart = firstEpisode(open);
            }
        }
        block = RowBlock.read(open, open.groups().get(nextGroup++), plan.names(), shapes);
        at = 0;
        return true;
    }

    private static long firstEpisode(PartFile file) {
        try {
            return Long.parseLong(file.metadata().getOrDefault(Told.FIRST_EPISODE, "0"));
        } catch (NumberFormatException damaged) {
            throw new LeewayException(
                    file.path() + ": the metadata '" + Told.FIRST_EPISODE + "' is no number", damaged);
        }
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!plan.leftOut().isEmpty()) {
            remarks.add("Not read: " + String.join(", ", plan.leftOut()) + ".");
        }
        for (String name : List.of(Episode.TERMINATIONS, Episode.TRUNCATIONS)) {
            if (!plan.names().contains(name)) {
                remarks.add("There are no '" + name + "': none is set.");
            }
        }
        if (!whole) {
            remarks.add("There are no '" + Naming.NEXT + Episode.OBSERVATIONS + "': " + cut
                    + " steps, the last of each episode that did not terminate, were left out.");
        }
        return remarks;
    }

    @Override
    public void close() {
        block = null;
        part = null;
        pieces.clear();
    }
}
