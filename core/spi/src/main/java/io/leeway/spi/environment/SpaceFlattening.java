package io.leeway.spi.environment;

import io.leeway.spi.LeewayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The elements of any space as rows of numbers: Gymnasium's {@code spaces.flatten}. */
final class SpaceFlattening {
    private SpaceFlattening() {}

    /** Returns the flat box; its elements are floating point, whatever the parts are. */
    static Space.Box box(Space space) {
        List<Space.Box> parts = new ArrayList<>();
        collect(space, parts);
        int size = size(space);
        double[] low = new double[size];
        double[] high = new double[size];
        int at = 0;
        for (Space.Box part : parts) {
            System.arraycopy(part.low(), 0, low, at, part.size());
            System.arraycopy(part.high(), 0, high, at, part.size());
            at += part.size();
        }
        boolean single = parts.stream().allMatch(part -> part.type() == Space.ElementType.FLOAT32);
        return new Space.Box(List.of(size), low, high, single ? Space.ElementType.FLOAT32 : Space.ElementType.FLOAT64);
    }

    private static void collect(Space space, List<Space.Box> parts) {
        if (space instanceof Space.Box part) {
            parts.add(part);
        } else if (space instanceof Space.Discrete discrete) {
            parts.add(flags(Math.toIntExact(discrete.count())));
        } else if (space instanceof Space.MultiDiscrete discrete) {
            parts.add(flags(Math.toIntExact(Arrays.stream(discrete.counts()).sum())));
        } else if (space instanceof Space.MultiBinary binary) {
            parts.add(flags(product(binary.shape())));
        } else if (space instanceof Space.Text text) {
            parts.add(Space.Box.of(text.maximumLength(), 0, text.characters().length(), Space.ElementType.INT32));
        } else if (space instanceof Space.Dict dict) {
            dict.spaces().values().forEach(part -> collect(part, parts));
        } else if (space instanceof Space.Tuple tuple) {
            tuple.spaces().forEach(part -> collect(part, parts));
        } else if (space instanceof Space.OneOf choice) {
            parts.add(choice(choice));
        }
    }

    /** The number of the space, and the widest bounds of any. */
    private static Space.Box choice(Space.OneOf choice) {
        List<Space.Box> boxes =
                choice.spaces().stream().map(SpaceFlattening::box).toList();
        double[] low = new double[size(choice)];
        double[] high = new double[low.length];
        Arrays.fill(
                low,
                boxes.stream()
                        .flatMapToDouble(box -> Arrays.stream(box.low()))
                        .min()
                        .orElse(0));
        Arrays.fill(
                high,
                boxes.stream()
                        .flatMapToDouble(box -> Arrays.stream(box.high()))
                        .max()
                        .orElse(0));
        low[0] = 0;
        high[0] = boxes.size() - 1.0;
        boolean single = boxes.stream().allMatch(box -> box.type() == Space.ElementType.FLOAT32);
        return new Space.Box(
                List.of(low.length), low, high, single ? Space.ElementType.FLOAT32 : Space.ElementType.FLOAT64);
    }

    private static Space.Box flags(int size) {
        return Space.Box.of(size, 0, 1, Space.ElementType.INT64);
    }

    private static int product(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static int size(Space space) {
        if (space instanceof Space.Box box) {
            return box.size();
        } else if (space instanceof Space.Discrete discrete) {
            return Math.toIntExact(discrete.count());
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return Math.toIntExact(Arrays.stream(discrete.counts()).sum());
        } else if (space instanceof Space.MultiBinary binary) {
            return product(binary.shape());
        } else if (space instanceof Space.Text text) {
            return text.maximumLength();
        } else if (space instanceof Space.Dict dict) {
            return sum(dict.spaces().values());
        } else if (space instanceof Space.Tuple tuple) {
            return sum(tuple.spaces());
        } else if (space instanceof Space.OneOf choice) {
            return 1
                    + choice.spaces().stream()
                            .mapToInt(SpaceFlattening::size)
                            .max()
                            .orElse(0);
        }
        throw new LeewayException("A space has a " + space.getClass().getSimpleName()
                + ", which has no fixed number of columns and cannot be flattened: agents, behaviours and datasets take"
                + " spaces of Box, Discrete, MultiDiscrete, MultiBinary, Text, OneOf, Dict and Tuple. Let a wrapper of"
                + " the environment give its elements as arrays of one shape");
    }

    private static int sum(Collection<Space> spaces) {
        return spaces.stream().mapToInt(SpaceFlattening::size).reduce(0, Math::addExact);
    }

    /** Returns count × the box's size numbers. */
    static double[] flatten(Space space, Value value, int count) {
        int width = size(space);
        double[] target = new double[Math.multiplyExact(count, width)];
        write(space, value, count, target, width, 0);
        return target;
    }

    /** Writes a part of every row from its column on, and returns the column after it. */
    private static int write(Space part, Value value, int count, double[] target, int width, int column) {
        if (part instanceof Space.Dict dict) {
            Map<String, Value> entries = ((Value.Entries) value).values();
            int next = column;
            for (Map.Entry<String, Space> entry : dict.spaces().entrySet()) {
                Value inner = Objects.requireNonNull(entries.get(entry.getKey()), entry.getKey());
                next = write(entry.getValue(), inner, count, target, width, next);
            }
            return next;
        } else if (part instanceof Space.Tuple tuple) {
            int next = column;
            for (int i = 0; i < tuple.spaces().size(); i++) {
                next = write(
                        tuple.spaces().get(i), ((Value.Items) value).values().get(i), count, target, width, next);
            }
            return next;
        }
        double[] rows = part instanceof Space.OneOf choice ? chosen(choice, value, count) : leaf(part, value, count);
        int size = size(part);
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, row * size, target, row * width + column, size);
        }
        return column + size;
    }

    private static double[] chosen(Space.OneOf space, Value value, int count) {
        Value.Choices choices = (Value.Choices) value;
        int width = size(space);
        double[] rows = new double[count * width];
        int[] taken = new int[space.spaces().size()];
        List<double[]> flat = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            int number = i;
            int batch = (int) Arrays.stream(choices.chosen())
                    .filter(each -> each == number)
                    .count();
            flat.add(flatten(space.spaces().get(i), choices.items().get(i), batch));
        }
        for (int row = 0; row < count; row++) {
            int chosen = choices.chosen()[row];
            int size = size(space.spaces().get(chosen));
            double[] from = flat.get(chosen);
            int at = taken[chosen]++ * size;
            rows[row * width] = chosen;
            System.arraycopy(from, at, rows, row * width + 1, size);
            if (size > 0) {
                Arrays.fill(rows, row * width + 1 + size, (row + 1) * width, from[at]);
            }
        }
        return rows;
    }

    private static double[] leaf(Space part, Value value, int count) {
        if (part instanceof Space.Discrete discrete) {
            return places(value, new long[] {discrete.count()}, new long[] {discrete.start()}, count);
        } else if (part instanceof Space.MultiDiscrete discrete) {
            return places(value, discrete.counts(), discrete.starts(), count);
        } else if (part instanceof Space.Text text) {
            return characters(((Value.Texts) value).values(), text);
        } else if (value instanceof Value.Reals reals) {
            return reals.values();
        }
        Space.ElementType type = part instanceof Space.Box box ? box.type() : Space.ElementType.INT64;
        return Arrays.stream(((Value.Integers) value).values())
                .mapToDouble(type::real)
                .toArray();
    }

    private static double[] places(Value value, long[] counts, long[] starts, int count) {
        long[] values = ((Value.Integers) value).values();
        double[] rows = new double[count * Math.toIntExact(Arrays.stream(counts).sum())];
        int at = 0;
        for (int i = 0; i < values.length; i++) {
            int item = i % counts.length;
            rows[at + Math.toIntExact(values[i] - starts[item])] = 1;
            at += Math.toIntExact(counts[item]);
        }
        return rows;
    }

    /** Writes each character's place in the set, and the set's size beyond the end. */
    private static double[] characters(List<String> texts, Space.Text space) {
        double[] rows = new double[texts.size() * space.maximumLength()];
        Arrays.fill(rows, space.characters().length());
        for (int row = 0; row < texts.size(); row++) {
            for (int i = 0; i < texts.get(row).length(); i++) {
                rows[row * space.maximumLength() + i] =
                        space.characters().indexOf(texts.get(row).charAt(i));
            }
        }
        return rows;
    }
}
