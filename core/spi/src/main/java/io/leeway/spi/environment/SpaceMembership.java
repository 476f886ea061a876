package io.leeway.spi.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The test of whether values are elements of spaces, and where they are not. */
final class SpaceMembership {
    private SpaceMembership() {}

    static Optional<String> violation(String name, Space space, Value value, int count) {
        if (space instanceof Space.Box box) {
            return box.type().isReal()
                    ? reals(name, box, value, count)
                    : box.type() == Space.ElementType.UINT64
                            ? unsigned(name, box, value, count)
                            : box.type().bytes() < Long.BYTES
                                    ? small(name, box, value, count)
                                    : integers(name, value, longs(box.low(), true), longs(box.high(), false), count);
        } else if (space instanceof Space.Discrete discrete) {
            return range(name, value, new long[] {discrete.count()}, new long[] {discrete.start()}, count);
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return range(name, value, discrete.counts(), discrete.starts(), count);
        } else if (space instanceof Space.MultiBinary binary) {
            long[] counts = new long[binary.shape().stream().reduce(1, Math::multiplyExact)];
            Arrays.fill(counts, 2);
            return range(name, value, counts, new long[counts.length], count);
        } else if (space instanceof Space.Text text) {
            return texts(name, text, value, count);
        } else if (space instanceof Space.Dict dict) {
            return entries(name, dict, value, count);
        }
        if (space instanceof Space.Tuple tuple) {
            return items(name, tuple, value, count);
        }
        if (space instanceof Space.Sequence sequence) {
            return sequences(name, sequence, value, count);
        }
        return space instanceof Space.Graph graph
                ? graphs(name, graph, value, count)
                : choices(name, (Space.OneOf) space, value, count);
    }

    private static Optional<String> sequences(String name, Space.Sequence space, Value value, int count) {
        if (!(value instanceof Value.Sequences sequences)) {
            return kind(name, "sequences", value);
        }
        return sizes(name + "'s lengths", sequences.lengths(), 0, count)
                .or(() -> violation(name + "[]", space.item(), sequences.items(), sum(sequences.lengths())));
    }

    private static Optional<String> graphs(String name, Space.Graph space, Value value, int count) {
        if (!(value instanceof Value.Graphs graphs)) {
            return kind(name, "graphs", value);
        }
        Space edge = space.edge();
        Value edges = graphs.edges();
        int all = sum(graphs.edgeCounts());
        Optional<String> wrong = sizes(name + "'s numbers of nodes", graphs.nodeCounts(), 0, count)
                .or(() -> sizes(name + "'s numbers of edges", graphs.edgeCounts(), -1, count))
                .or(() -> violation(name + ".nodes", space.node(), graphs.nodes(), sum(graphs.nodeCounts())));
        if (wrong.isPresent()) {
            return wrong;
        } else if (edge == null || edges == null) {
            boolean fits = all == 0 && graphs.links().length == 0 && (edge == null) == (edges == null);
            return fits ? Optional.empty() : Optional.of(name + " has edges where it must have none, or none at all");
        }
        return violation(name + ".edges", edge, edges, all).or(() -> links(name, graphs, all));
    }

    private static Optional<String> links(String name, Value.Graphs graphs, int all) {
        if (graphs.links().length != 2 * all) {
            return length(name + "'s links", graphs.links().length, 2 * all);
        }
        int at = 0;
        for (int graph = 0; graph < graphs.edgeCounts().length; graph++) {
            for (int i = 0; i < 2 * graphs.edgeCounts()[graph]; i++) {
                long node = graphs.links()[at++];
                if (node < 0 || node >= graphs.nodeCounts()[graph]) {
                    return Optional.of(name + " of environment " + graph + " links to the node " + node
                            + ", but its nodes are 0 to " + (graphs.nodeCounts()[graph] - 1));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> choices(String name, Space.OneOf space, Value value, int count) {
        int spaces = space.spaces().size();
        if (!(value instanceof Value.Choices choices)) {
            return kind(name, "choices", value);
        } else if (choices.items().size() != spaces) {
            return length(name, choices.items().size(), spaces);
        }
        int[] counts = new int[spaces];
        for (int chosen : choices.chosen()) {
            if (chosen < 0 || chosen >= spaces) {
                return Optional.of(name + " chose " + chosen + ", but its spaces are 0 to " + (spaces - 1));
            }
            counts[chosen]++;
        }
        Optional<String> wrong = sizes(name + "'s choices", choices.chosen(), 0, count);
        for (int i = 0; i < spaces && wrong.isEmpty(); i++) {
            wrong = violation(
                    name + "[" + i + "]", space.spaces().get(i), choices.items().get(i), counts[i]);
        }
        return wrong;
    }

    private static Optional<String> sizes(String name, int[] sizes, int least, int count) {
        if (sizes.length != count) {
            return length(name, sizes.length, count);
        }
        return Arrays.stream(sizes).anyMatch(size -> size < least)
                ? Optional.of(name + " are " + Arrays.toString(sizes))
                : Optional.empty();
    }

    private static int sum(int[] sizes) {
        return Arrays.stream(sizes).filter(size -> size > 0).sum();
    }

    /** Looks at integers that doubles hold, without copies of bounds that may be those of a large picture. */
    private static Optional<String> small(String name, Space.Box box, Value value, int count) {
        if (!(value instanceof Value.Integers integers)) {
            return kind(name, "whole numbers", value);
        }
        long[] values = integers.values();
        int size = box.size();
        if (values.length != count * size) {
            return length(name, values.length, count * size);
        }
        for (int i = 0; i < values.length; i++) {
            int column = i % size;
            if (values[i] < box.low()[column] || values[i] > box.high()[column]) {
                String bounds = "[" + longs(new double[] {box.low()[column]}, true)[0] + ", "
                        + longs(new double[] {box.high()[column]}, false)[0] + "]";
                return outside(name, Long.toString(values[i]), column, i / size, bounds);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unsigned(String name, Space.Box box, Value value, int count) {
        if (!(value instanceof Value.Integers integers)) {
            return kind(name, "whole numbers", value);
        }
        double[] reals =
                Arrays.stream(integers.values()).mapToDouble(box.type()::real).toArray();
        return reals(name, box, new Value.Reals(reals), count);
    }

    private static Optional<String> reals(String name, Space.Box box, Value value, int count) {
        if (!(value instanceof Value.Reals reals)) {
            return kind(name, "real numbers", value);
        }
        double[] values = reals.values();
        int size = box.size();
        if (values.length != count * size) {
            return length(name, values.length, count * size);
        }
        for (int i = 0; i < values.length; i++) {
            int column = i % size;
            if (!(values[i] >= box.low()[column] && values[i] <= box.high()[column])) {
                String bounds = "[" + box.low()[column] + ", " + box.high()[column] + "]";
                return outside(name, Double.toString(values[i]), column, i / size, bounds);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> range(String name, Value value, long[] counts, long[] starts, int count) {
        long[] high = new long[counts.length];
        Arrays.setAll(high, i -> starts[i] + counts[i] - 1);
        return integers(name, value, starts, high, count);
    }

    private static Optional<String> integers(String name, Value value, long[] low, long[] high, int count) {
        if (!(value instanceof Value.Integers integers)) {
            return kind(name, "whole numbers", value);
        }
        long[] values = integers.values();
        int size = low.length;
        if (values.length != count * size) {
            return length(name, values.length, count * size);
        }
        for (int i = 0; i < values.length; i++) {
            int column = i % size;
            if (values[i] < low[column] || values[i] > high[column]) {
                String bounds = "[" + low[column] + ", " + high[column] + "]";
                return outside(name, Long.toString(values[i]), column, i / size, bounds);
            }
        }
        return Optional.empty();
    }

    /** Infinite bounds become the longest long. */
    private static long[] longs(double[] bounds, boolean lower) {
        return Arrays.stream(bounds)
                .mapToLong(bound -> (long) (lower ? Math.ceil(bound) : Math.floor(bound)))
                .toArray();
    }

    private static Optional<String> texts(String name, Space.Text text, Value value, int count) {
        if (!(value instanceof Value.Texts texts)) {
            return kind(name, "texts", value);
        } else if (texts.values().size() != count) {
            return length(name, texts.values().size(), count);
        }
        for (int i = 0; i < count; i++) {
            String each = texts.values().get(i);
            long length = each.codePoints().count();
            if (length < text.minimumLength() || length > text.maximumLength()) {
                return Optional.of(name + " has a text of " + length + " characters in environment " + i
                        + ", but it must have " + text.minimumLength() + " to " + text.maximumLength());
            } else if (!each.codePoints()
                    .allMatch(character -> text.characters().indexOf(character) >= 0)) {
                return Optional.of(name + " has '" + each + "' in environment " + i
                        + ", but may have only the characters '" + text.characters() + "'");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> entries(String name, Space.Dict dict, Value value, int count) {
        if (!(value instanceof Value.Entries entries)) {
            return kind(name, "entries by name", value);
        } else if (!entries.values().keySet().equals(dict.spaces().keySet())) {
            return Optional.of(name + " has the keys " + entries.values().keySet() + ", but must have "
                    + dict.spaces().keySet());
        }
        for (Map.Entry<String, Value> part : entries.values().entrySet()) {
            Space space = dict.spaces().getOrDefault(part.getKey(), dict);
            Optional<String> violation = violation(name + "." + part.getKey(), space, part.getValue(), count);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> items(String name, Space.Tuple tuple, Value value, int count) {
        List<Space> spaces = tuple.spaces();
        if (!(value instanceof Value.Items items)) {
            return kind(name, "items", value);
        } else if (items.values().size() != spaces.size()) {
            return length(name, items.values().size(), spaces.size());
        }
        for (int i = 0; i < spaces.size(); i++) {
            Optional<String> violation = violation(
                    name + "[" + i + "]", spaces.get(i), items.values().get(i), count);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> kind(String name, String wanted, Value value) {
        return Optional.of(
                name + " must be " + wanted + ", but is " + value.getClass().getSimpleName());
    }

    private static Optional<String> length(String name, int given, int wanted) {
        return Optional.of(name + " has " + given + " values, but must have " + wanted);
    }

    private static Optional<String> outside(String name, String value, int column, int environment, String bounds) {
        return Optional.of(name + " has " + value + " in column " + column + " of environment " + environment
                + ", outside " + bounds);
    }
}
