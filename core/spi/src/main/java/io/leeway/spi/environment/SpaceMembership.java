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
        return items(name, (Space.Tuple) space, value, count);
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
