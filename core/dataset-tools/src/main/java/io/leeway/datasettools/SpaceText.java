package io.leeway.datasettools;

import io.leeway.spi.environment.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The notation of spaces, as Gymnasium prints them, and their equality. */
public final class SpaceText {
    private static final int MOST_VALUES = 8;

    private SpaceText() {}

    /** Returns {@code Box(-1.0, 1.0, (6,), float32)} and the like. */
    public static String of(@Nullable Space space) {
        if (space == null) {
            return "not said";
        } else if (space instanceof Space.Box box) {
            return "Box(" + bounds(box.low()) + ", " + bounds(box.high()) + ", " + shape(box.shape()) + ", "
                    + box.type().name().toLowerCase(Locale.ROOT) + ")";
        } else if (space instanceof Space.Discrete discrete) {
            return "Discrete(" + discrete.count() + (discrete.start() == 0 ? "" : ", start=" + discrete.start()) + ")";
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return "MultiDiscrete(" + Arrays.toString(discrete.counts()) + ")";
        } else if (space instanceof Space.MultiBinary binary) {
            return "MultiBinary(" + shape(binary.shape()) + ")";
        } else if (space instanceof Space.Text text) {
            return "Text(" + text.minimumLength() + ", " + text.maximumLength() + ")";
        } else if (space instanceof Space.Dict dict) {
            return dict.spaces().entrySet().stream()
                    .map(part -> "'" + part.getKey() + "': " + of(part.getValue()))
                    .collect(Collectors.joining(", ", "Dict(", ")"));
        }
        if (space instanceof Space.Sequence sequence) {
            return "Sequence(" + of(sequence.item()) + ", stack=" + (sequence.stacked() ? "True" : "False") + ")";
        } else if (space instanceof Space.Graph graph) {
            return "Graph(" + of(graph.node()) + ", " + (graph.edge() == null ? "None" : of(graph.edge())) + ")";
        } else if (space instanceof Space.OneOf choice) {
            return parts("OneOf(", choice.spaces());
        }
        return parts("Tuple(", ((Space.Tuple) space).spaces());
    }

    private static String parts(String name, List<Space> spaces) {
        return spaces.stream().map(SpaceText::of).collect(Collectors.joining(", ", name, ")"));
    }

    private static String bounds(double[] values) {
        boolean equal = Arrays.stream(values).distinct().count() <= 1;
        if (equal && values.length > 0) {
            return text(values[0]);
        }
        String some = Arrays.stream(values)
                .limit(MOST_VALUES)
                .mapToObj(SpaceText::text)
                .collect(Collectors.joining(", "));
        return "[" + some + (values.length > MOST_VALUES ? ", …" : "") + "]";
    }

    private static String text(double value) {
        return Double.isInfinite(value) ? (value > 0 ? "inf" : "-inf") : Double.toString(value);
    }

    /** Returns {@code (6,)} as Python writes it. */
    public static String shape(List<Integer> shape) {
        String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "(" + sizes + (shape.size() == 1 ? "," : "") + ")";
    }

    /** Returns whether two spaces have the same elements. */
    public static boolean same(@Nullable Space first, @Nullable Space second) {
        if (first instanceof Space.Box one && second instanceof Space.Box other) {
            return one.shape().equals(other.shape())
                    && one.type() == other.type()
                    && Arrays.equals(one.low(), other.low())
                    && Arrays.equals(one.high(), other.high());
        } else if (first instanceof Space.MultiDiscrete one && second instanceof Space.MultiDiscrete other) {
            return one.shape().equals(other.shape())
                    && Arrays.equals(one.counts(), other.counts())
                    && Arrays.equals(one.starts(), other.starts());
        } else if (first instanceof Space.Dict one && second instanceof Space.Dict other) {
            return List.copyOf(one.spaces().keySet())
                            .equals(List.copyOf(other.spaces().keySet()))
                    && one.spaces().entrySet().stream()
                            .allMatch(
                                    part -> same(part.getValue(), other.spaces().get(part.getKey())));
        } else if (first instanceof Space.Tuple one && second instanceof Space.Tuple other) {
            return one.spaces().size() == other.spaces().size()
                    && IntStream.range(0, one.spaces().size())
                            .allMatch(i ->
                                    same(one.spaces().get(i), other.spaces().get(i)));
        }
        if (first instanceof Space.OneOf one && second instanceof Space.OneOf other) {
            return same(new Space.Tuple(one.spaces()), new Space.Tuple(other.spaces()));
        } else if (first instanceof Space.Sequence one && second instanceof Space.Sequence other) {
            return one.stacked() == other.stacked() && same(one.item(), other.item());
        } else if (first instanceof Space.Graph one && second instanceof Space.Graph other) {
            return same(one.node(), other.node()) && same(one.edge(), other.edge());
        }
        return Objects.equals(first, second);
    }
}
