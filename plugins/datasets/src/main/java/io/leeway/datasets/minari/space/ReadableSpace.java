package io.leeway.datasets.minari.space;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A space without what columns cannot hold: texts, where a Dict has other parts as well.
 *
 * @param space null where the dataset does not say
 * @param leaves its parts by the names of their columns
 * @param leftOut names of columns that would hold text
 */
public record ReadableSpace(@Nullable Space space, Map<String, Space> leaves, List<String> leftOut) {
    /**
     * Leaves out what cannot be read.
     *
     * @throws LeewayException if nothing is left, or a Tuple would change its order
     */
    public static ReadableSpace of(Path file, String path, @Nullable Space space) {
        if (space == null) {
            return new ReadableSpace(null, Map.of(), List.of());
        }
        List<String> leftOut = new ArrayList<>();
        Space readable = readable(path, space, leftOut);
        if (readable == null) {
            throw new LeewayException(
                    file + ": " + path + " is text, or has text in a Tuple, which is not read: leave it out,"
                            + " or record it as numbers");
        }
        return new ReadableSpace(readable, Episode.leaves(path, readable), leftOut);
    }

    private static @Nullable Space readable(String path, Space space, List<String> leftOut) {
        if (space instanceof Space.Text) {
            leftOut.add(path);
            return null;
        } else if (space instanceof Space.Dict dict) {
            Map<String, Space> kept = new LinkedHashMap<>();
            dict.spaces().forEach((name, part) -> {
                Space readable = readable(path + "/" + name, part, leftOut);
                if (readable != null) {
                    kept.put(name, readable);
                }
            });
            return kept.isEmpty() ? null : new Space.Dict(kept);
        } else if (space instanceof Space.Tuple tuple) {
            List<Space> kept = new ArrayList<>();
            for (int i = 0; i < tuple.spaces().size(); i++) {
                Space readable = readable(path + "/_index_" + i, tuple.spaces().get(i), leftOut);
                if (readable == null) {
                    return null;
                }
                kept.add(readable);
            }
            return new Space.Tuple(kept);
        }
        return space;
    }
}
