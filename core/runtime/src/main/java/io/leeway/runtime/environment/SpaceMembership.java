package io.leeway.runtime.environment;

import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether values are elements of spaces, and where not. */
final class SpaceMembership {
    private SpaceMembership() {}

    /** Returns what is wrong with a value that should hold {@code count} elements of a space; empty if nothing is. */
    static Optional<String> problem(String name, Space space, Value value, int count) {
        if (space instanceof Space.Box box) {
            return between(name, value, box.low(), box.high(), count);
        } else if (space instanceof Space.Discrete discrete) {
            double[] low = {discrete.start()};
            return between(name, value, low, new double[] {low[0] + discrete.count() - 1}, count);
        } else if (space instanceof Space.MultiDiscrete discrete) {
            double[] low = Arrays.stream(discrete.starts()).asDoubleStream().toArray();
            double[] high = low.clone();
            Arrays.setAll(high, i -> low[i] + discrete.counts()[i] - 1);
            return between(name, value, low, high, count);
        } else if (space instanceof Space.MultiBinary binary) {
            double[] high = new double[binary.shape().stream().reduce(1, Math::multiplyExact)];
            Arrays.fill(high, 1);
            return between(name, value, new double[high.length], high, count);
        } else if (space instanceof Space.Text text) {
            return value instanceof Value.Texts texts && texts.values().size() == count
                    ? texts.values().stream()
                            .filter(each -> !isElement(text, each))
                            .findFirst()
                            .map(each -> name + " is the text '" + each + "', which the space does not have")
                    : Optional.of(name + " is not " + count + " texts");
        } else if (space instanceof Space.Dict dict) {
            return entries(name, dict, value, count);
        }
        return items(name, (Space.Tuple) space, value, count);
    }

    private static boolean isElement(Space.Text text, String value) {
        long length = value.codePoints().count();
        return length >= text.minimumLength()
                && length <= text.maximumLength()
                && value.codePoints().allMatch(character -> text.characters().indexOf(character) >= 0);
    }

    private static Optional<String> entries(String name, Space.Dict dict, Value value, int count) {
        if (!(value instanceof Value.Entries entries)
                || !entries.values().keySet().equals(dict.spaces().keySet())) {
            return Optional.of(name + " has not the keys " + dict.spaces().keySet());
        }
        for (Map.Entry<String, Space> part : dict.spaces().entrySet()) {
            Value held = entries.values().get(part.getKey());
            Optional<String> problem = held == null
                    ? Optional.of(name + "." + part.getKey() + " is missing")
                    : problem(name + "." + part.getKey(), part.getValue(), held, count);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> items(String name, Space.Tuple tuple, Value value, int count) {
        if (!(value instanceof Value.Items items)
                || items.values().size() != tuple.spaces().size()) {
            return Optional.of(name + " has not " + tuple.spaces().size() + " items");
        }
        List<Space> spaces = tuple.spaces();
        for (int i = 0; i < spaces.size(); i++) {
            Optional<String> problem =
                    problem(name + "[" + i + "]", spaces.get(i), items.values().get(i), count);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> between(String name, Value value, double[] low, double[] high, int count) {
        double[] values;
        if (value instanceof Value.Reals reals) {
            values = reals.values();
        } else if (value instanceof Value.Integers integers) {
            values = Arrays.stream(integers.values()).asDoubleStream().toArray();
        } else {
            return Optional.of(name + " is not numbers");
        }
        if (values.length != count * low.length) {
            return Optional.of(name + " has " + values.length + " values, but must have " + count * low.length);
        }
        for (int i = 0; i < values.length; i++) {
            int column = i % low.length;
            if (!(values[i] >= low[column] && values[i] <= high[column])) {
                return Optional.of(name + " has " + values[i] + " in column " + column + " of environment "
                        + i / low.length + ", outside [" + low[column] + ", " + high[column] + "]");
            }
        }
        return Optional.empty();
    }
}
