package io.leeway.datasets.minari;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeway.datasets.arrow.ArrowColumn;
import io.leeway.datasets.arrow.ArrowFile;
import io.leeway.datasets.file.StoredArray;
import io.leeway.datasets.minari.space.MinariJson;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Episodes that are folders with one Arrow file each.
 *
 * <p>Minari keeps what has a row a step as long as the observations there, with a last row that means nothing; rows of
 * more than one number lie flat.
 */
final class ArrowEpisodes implements EpisodeStore {
    private static final List<String> PADDED =
            List.of(Episode.ACTIONS, Episode.REWARDS, Episode.TERMINATIONS, Episode.TRUNCATIONS);
    private static final List<String> ROOTS = List.of(Episode.OBSERVATIONS, Episode.INFOS);
    /** The column that Minari's writer makes folders of; some versions keep it. */
    private static final String EPISODE_ID = "episode_id";

    private final MinariFolder folder;
    private final Map<String, @Nullable Space> spaces = new LinkedHashMap<>();

    ArrowEpisodes(MinariFolder folder, DatasetDescription description) {
        this.folder = folder;
        spaces.put(Episode.OBSERVATIONS, description.observationSpace());
        spaces.put(Episode.ACTIONS, description.actionSpace());
    }

    /** A column of an episode's file. */
    private record Array(String path, ArrowColumn column) implements StoredArray {
        @Override
        public List<Long> shape() {
            return column.shape();
        }

        @Override
        public long rows() {
            return column.shape().get(0);
        }

        @Override
        public boolean isNumeric() {
            return column.type() != null;
        }

        @Override
        public String typeName() {
            return column.holds();
        }

        @Override
        public ElementType type() {
            return Objects.requireNonNull(column.type(), path);
        }

        @Override
        public Column read(long firstRow, int rows) {
            return column.read(firstRow, rows);
        }
    }

    @Override
    public String name(int episode) {
        return Integer.toString(episode);
    }

    @Override
    public Set<String> names() {
        return folder.episodeFolders().stream()
                .map(path -> String.valueOf(path.getFileName()))
                .collect(Collectors.toSet());
    }

    @Override
    public EpisodeArrays arrays(int episode) {
        Path own = folder.data().resolve(name(episode));
        Map<String, StoredArray> arrays = new LinkedHashMap<>();
        Set<String> others = new TreeSet<>();
        for (ArrowColumn column : ArrowFile.columns(folder.arrowFile(own))) {
            String root = column.name().split("/", 2)[0];
            Named named = named(column.name(), spaces.get(root));
            ArrowColumn shaped = named.space == null ? column : column.withRows(shape(named.space, column.shape()));
            if (PADDED.contains(root)) {
                arrays.put(named.name, new Array("/" + episode + "/" + named.name, shaped.withoutLast()));
            } else if (ROOTS.contains(root)) {
                arrays.put(named.name, new Array("/" + episode + "/" + named.name, shaped));
            } else if (!root.equals(EPISODE_ID)) {
                others.add(root);
            }
        }
        return episode(episode, own, arrays, others);
    }

    private EpisodeArrays episode(int episode, Path own, Map<String, StoredArray> arrays, Set<String> others) {
        Path file = own.resolve(MinariFolder.METADATA);
        JsonNode metadata = MinariJson.read(file.toString(), MinariMetadata.text(file));
        metadata.properties()
                .forEach(entry -> EpisodeArrays.attribute(entry.getKey()).ifPresent(others::add));
        JsonNode seed = metadata.path(EpisodeArrays.SEED);
        return new EpisodeArrays("/" + episode, arrays, others, seed(seed));
    }

    private static @Nullable Object seed(JsonNode seed) {
        if (seed.isMissingNode() || seed.isNull()) {
            return null;
        }
        return seed.isIntegralNumber() ? seed.bigIntegerValue() : seed.toString();
    }

    /** A column by the name that it has everywhere else, and the space of its elements where there is one. */
    private record Named(String name, @Nullable Space space) {}

    /** Follows a name through spaces: the parts of a Tuple are numbered in Minari's way elsewhere. */
    private static Named named(String name, @Nullable Space root) {
        List<String> parts = new ArrayList<>(List.of(name.split("/")));
        Space at = root;
        for (int i = 1; i < parts.size(); i++) {
            String part = parts.get(i);
            if (at instanceof Space.Tuple tuple) {
                int index = part.matches("[0-9]{1,4}") ? Integer.parseInt(part) : Integer.MAX_VALUE;
                at = index < tuple.spaces().size() ? tuple.spaces().get(index) : null;
                parts.set(i, "_index_" + part);
            } else {
                at = at instanceof Space.Dict dict ? dict.spaces().get(part) : null;
            }
        }
        return new Named(String.join("/", parts), at);
    }

    private static List<Integer> shape(Space space, List<Long> stored) {
        if (space instanceof Space.Box box) {
            return box.shape();
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return discrete.shape();
        } else if (space instanceof Space.MultiBinary binary) {
            return binary.shape();
        }
        return stored.subList(1, stored.size()).stream().map(Math::toIntExact).toList();
    }

    @Override
    public void close() {}
}
