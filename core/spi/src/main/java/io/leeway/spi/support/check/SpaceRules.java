package io.leeway.spi.support.check;

import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The rules of spaces and of their elements. */
public final class SpaceRules {
    private SpaceRules() {}

    /**
     * Returns what is wrong with a space: bounds that are crossed, sizes that do not fit, parts that hold nothing.
     *
     * @param name what the space is, such as {@code the action space}: the sentence has it
     */
    public static Optional<String> fault(String name, Space space) {
        if (space instanceof Space.Box box) {
            return shapeFault(name, box.shape())
                    .or(() -> lengthFault(name + "'s lower bounds", box.low().length, box.shape()))
                    .or(() -> lengthFault(name + "'s upper bounds", box.high().length, box.shape()))
                    .or(() -> boundsFault(name, box));
        } else if (space instanceof Space.Discrete discrete) {
            return faultIf(discrete.count() <= 0, name + " has no elements");
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return lengthFault(name + "'s counts", discrete.counts().length, discrete.shape())
                    .or(() -> lengthFault(name + "'s starts", discrete.starts().length, discrete.shape()))
                    .or(() -> faultIf(
                            Arrays.stream(discrete.counts()).anyMatch(count -> count <= 0),
                            "A column of " + name + " has no elements"));
        } else if (space instanceof Space.MultiBinary binary) {
            return shapeFault(name, binary.shape());
        } else if (space instanceof Space.Text text) {
            return faultIf(
                            text.minimumLength() < 0 || text.minimumLength() > text.maximumLength(),
                            "The lengths of " + name + " are " + text.minimumLength() + " to " + text.maximumLength())
                    .or(() -> faultIf(text.characters().isEmpty(), name + " has no characters"));
        } else if (space instanceof Space.Dict dict) {
            return dict.spaces().entrySet().stream()
                    .flatMap(part -> fault(name + "." + part.getKey(), part.getValue()).stream())
                    .findFirst();
        } else if (space instanceof Space.Tuple tuple) {
            return parts(name, tuple.spaces());
        } else if (space instanceof Space.OneOf choice) {
            return faultIf(choice.spaces().isEmpty(), name + " has nothing to choose from")
                    .or(() -> parts(name, choice.spaces()));
        } else if (space instanceof Space.Sequence sequence) {
            return fault(name + "[]", sequence.item());
        } else if (space instanceof Space.Graph graph) {
            Space edge = graph.edge();
            return fault(name + ".nodes", graph.node())
                    .or(() -> edge == null ? Optional.empty() : fault(name + ".edges", edge));
        }
        return Optional.empty();
    }

    private static Optional<String> parts(String name, List<Space> spaces) {
        return spaces.stream()
                .flatMap(part -> fault(name + "[]", part).stream())
                .findFirst();
    }

    private static Optional<String> shapeFault(String name, List<Integer> shape) {
        return faultIf(shape.stream().anyMatch(size -> size <= 0), "The shape of " + name + " is " + shape);
    }

    private static Optional<String> lengthFault(String name, int length, List<Integer> shape) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        return faultIf(length != size, name + " are " + length + ", but its shape " + shape + " has " + size);
    }

    private static Optional<String> boundsFault(String name, Space.Box box) {
        for (int i = 0; i < box.size(); i++) {
            if (!(box.low()[i] <= box.high()[i])) {
                return Optional.of("The bounds of column " + i + " of " + name + " are [" + box.low()[i] + ", "
                        + box.high()[i] + "]");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultIf(boolean wrong, String sentence) {
        return wrong ? Optional.of(sentence) : Optional.empty();
    }

    /**
     * Returns why a value is not {@code count} elements of a space, all of finite numbers.
     *
     * @param name what the value is: the sentence begins with it
     */
    public static Optional<String> stray(String name, Space space, Value value, int count) {
        return space.violation(name, value, count).or(() -> {
            OptionalDouble infinite =
                    numbers(value).filter(number -> !Double.isFinite(number)).findFirst();
            return infinite.isEmpty() ? Optional.empty() : Optional.of(name + " has " + infinite.getAsDouble());
        });
    }

    private static DoubleStream numbers(Value value) {
        if (value instanceof Value.Reals reals) {
            return Arrays.stream(reals.values());
        } else if (value instanceof Value.Entries entries) {
            return entries.values().values().stream().flatMapToDouble(SpaceRules::numbers);
        } else if (value instanceof Value.Items items) {
            return items.values().stream().flatMapToDouble(SpaceRules::numbers);
        } else if (value instanceof Value.Sequences sequences) {
            return numbers(sequences.items());
        } else if (value instanceof Value.Choices choices) {
            return choices.items().stream().flatMapToDouble(SpaceRules::numbers);
        } else if (value instanceof Value.Graphs graphs) {
            Value edges = graphs.edges();
            return DoubleStream.concat(numbers(graphs.nodes()), edges == null ? DoubleStream.empty() : numbers(edges));
        }
        return DoubleStream.empty();
    }
}
