package io.leeway.testkit.data;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Seeded episodes with random bits in their columns, of such kinds as a format can hold. */
public final class RandomEpisodes {
    /**
     * A property that not every format can hold; without any, columns are flat float32 rows, and every episode ends by
     * a flag.
     */
    public enum Kind {
        /** Observations and actions in parts, some within parts. */
        PARTS,
        /** Numbers of every type. */
        TYPES,
        /** Rows of no or of several dimensions. */
        SHAPES,
        /** Infos, with and without that of the reset. */
        INFOS,
        /** Seeds of 64 bits, and none. */
        SEEDS,
        /** Episodes that merely end. */
        OPEN_ENDS
    }

    private static final int MOST_STEPS = 40;

    private final Set<Kind> kinds;
    private final RandomSource random;
    private final Map<String, Space> observations = new LinkedHashMap<>();
    private final Map<String, Space> actions = new LinkedHashMap<>();

    /** Chooses the columns; the same seed gives the same episodes. */
    public RandomEpisodes(long seed, Set<Kind> kinds) {
        this.random = RandomSource.of(seed);
        this.kinds = kinds.isEmpty() ? EnumSet.noneOf(Kind.class) : EnumSet.copyOf(kinds);
        if (kinds.contains(Kind.PARTS)) {
            observations.put("position", box(ElementType.FLOAT32, 3));
            observations.put("among others", tuple(box(type(), 2), tuple(box(type(), 1))));
            actions.put("push", box(ElementType.FLOAT32, 2));
            actions.put("turn", box(type(), 1));
        }
    }

    /** Returns what the episodes' columns are from. */
    public DatasetDescription description() {
        Space seen = observations.isEmpty() ? box(ElementType.FLOAT32, 4) : new Space.Dict(observations);
        Space done = actions.isEmpty() ? box(ElementType.FLOAT32, 2) : new Space.Dict(actions);
        return new DatasetDescription(seen, done, Map.of("author", "a contract"));
    }

    /** Returns the next episodes. */
    public List<Episode> take(int count) {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            episodes.add(next());
        }
        return episodes;
    }

    private Episode next() {
        DatasetDescription description = description();
        int steps = 1 + random.nextInt(MOST_STEPS);
        Map<String, Column> columns = new LinkedHashMap<>();
        fill(columns, Episode.OBSERVATIONS, description.observationSpace(), steps + 1);
        fill(columns, Episode.ACTIONS, description.actionSpace(), steps);
        boolean typed = kinds.contains(Kind.TYPES);
        columns.put(Episode.REWARDS, column(typed ? ElementType.FLOAT64 : ElementType.FLOAT32, List.of(), steps));
        int end = random.nextInt(kinds.contains(Kind.OPEN_ENDS) ? 3 : 2);
        columns.put(Episode.TERMINATIONS, flags(steps, end == 0));
        columns.put(Episode.TRUNCATIONS, flags(steps, end == 1));
        if (kinds.contains(Kind.INFOS)) {
            columns.put(Episode.INFOS + "/distance", column(ElementType.FLOAT64, List.of(), steps + 1));
            columns.put(Episode.INFOS + "/inner/speed", column(ElementType.FLOAT32, List.of(2), steps));
        }
        boolean seeded = kinds.contains(Kind.SEEDS) && random.nextInt(4) > 0;
        return new Episode(columns, seeded ? new BigInteger(64, new java.util.Random(random.nextLong())) : null);
    }

    private void fill(Map<String, Column> columns, String path, @Nullable Space space, int rows) {
        if (space instanceof Space.Dict dict) {
            dict.spaces().forEach((name, part) -> fill(columns, path + "/" + name, part, rows));
        } else if (space instanceof Space.Tuple tuple) {
            for (int i = 0; i < tuple.spaces().size(); i++) {
                fill(columns, path + "/_index_" + i, tuple.spaces().get(i), rows);
            }
        } else if (space instanceof Space.Box box) {
            columns.put(path, column(box.type(), box.shape(), rows));
        }
    }

    private Column column(ElementType type, List<Integer> shape, int rows) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        byte[] bytes = new byte[rows * size * type.bytes()];
        random.nextBytes(bytes);
        for (int i = 0; type == ElementType.BOOL && i < bytes.length; i++) {
            bytes[i] &= 1;
        }
        return Column.of(type, shape, ByteBuffer.wrap(bytes));
    }

    private static Column flags(int steps, boolean last) {
        boolean[] flags = new boolean[steps];
        flags[steps - 1] = last;
        return Column.of(flags);
    }

    private ElementType type() {
        ElementType[] all = ElementType.values();
        return kinds.contains(Kind.TYPES) ? all[random.nextInt(all.length)] : ElementType.FLOAT32;
    }

    private Space box(ElementType type, int width) {
        List<Integer> shape = List.of(width);
        if (kinds.contains(Kind.SHAPES)) {
            shape = width == 1 ? List.of() : width == 4 ? List.of(2, 2) : List.of(width, 1);
        }
        double[] low = new double[width];
        double[] high = new double[width];
        Arrays.fill(low, type.isReal() ? Double.NEGATIVE_INFINITY : 0);
        Arrays.fill(high, type.isReal() ? Double.POSITIVE_INFINITY : 1);
        return new Space.Box(shape, low, high, type);
    }

    private static Space tuple(Space... spaces) {
        return new Space.Tuple(List.of(spaces));
    }
}
