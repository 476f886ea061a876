package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Random elements of spaces. */
final class SpaceSampling {
    /** Gymnasium's usual number of a graph's nodes. */
    private static final int NODES = 10;

    private SpaceSampling() {}

    static Value sample(Space space, int count, RandomSource random) {
        if (space instanceof Space.Box box) {
            double[] values = new double[Math.multiplyExact(count, box.size())];
            Arrays.setAll(values, i -> number(box, i % box.size(), random));
            return box.type().isReal()
                    ? new Value.Reals(values)
                    : integers(values.length, i -> box.type().element(values[i]));
        } else if (space instanceof Space.Discrete discrete) {
            return integers(count, i -> discrete.start() + random.nextLong(discrete.count()));
        } else if (space instanceof Space.MultiDiscrete discrete) {
            int size = discrete.counts().length;
            return integers(
                    Math.multiplyExact(count, size),
                    i -> discrete.starts()[i % size] + random.nextLong(discrete.counts()[i % size]));
        } else if (space instanceof Space.MultiBinary binary) {
            int size = binary.shape().stream().reduce(1, Math::multiplyExact);
            return integers(Math.multiplyExact(count, size), i -> random.nextInt(2));
        } else if (space instanceof Space.Text text) {
            return new Value.Texts(
                    IntStream.range(0, count).mapToObj(i -> text(text, random)).toList());
        } else if (space instanceof Space.Dict dict) {
            Map<String, Value> entries = new LinkedHashMap<>();
            dict.spaces().forEach((name, part) -> entries.put(name, sample(part, count, random)));
            return new Value.Entries(entries);
        }
        if (space instanceof Space.Sequence sequence) {
            int[] lengths = new int[count];
            Arrays.setAll(lengths, i -> geometric(random));
            return new Value.Sequences(lengths, sample(sequence.item(), sum(lengths), random));
        } else if (space instanceof Space.Graph graph) {
            return graphs(graph, count, random);
        } else if (space instanceof Space.OneOf choice) {
            return choices(choice, count, random);
        }
        return new Value.Items(((Space.Tuple) space)
                .spaces().stream().map(part -> sample(part, count, random)).toList());
    }

    /** Draws from the numbers from 1 on, each a quarter of those that are left. */
    private static int geometric(RandomSource random) {
        int drawn = 1;
        while (random.nextInt(4) != 0) {
            drawn++;
        }
        return drawn;
    }

    private static int sum(int[] counts) {
        return Arrays.stream(counts).reduce(0, Math::addExact);
    }

    private static Value graphs(Space.Graph graph, int count, RandomSource random) {
        int[] nodes = new int[count];
        int[] edges = new int[count];
        Arrays.fill(nodes, NODES);
        Space edge = graph.edge();
        Arrays.setAll(edges, i -> edge == null ? -1 : random.nextInt(NODES * (NODES - 1)));
        Value drawn = sample(graph.node(), NODES * count, random);
        if (edge == null) {
            return new Value.Graphs(nodes, drawn, edges, null, new long[0]);
        }
        int all = sum(edges);
        long[] links = new long[2 * all];
        Arrays.setAll(links, i -> random.nextInt(NODES));
        return new Value.Graphs(nodes, drawn, edges, sample(edge, all, random), links);
    }

    private static Value choices(Space.OneOf choice, int count, RandomSource random) {
        int[] chosen = new int[count];
        int[] counts = new int[choice.spaces().size()];
        for (int i = 0; i < count; i++) {
            chosen[i] = random.nextInt(counts.length);
            counts[chosen[i]]++;
        }
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            items.add(sample(choice.spaces().get(i), counts[i], random));
        }
        return new Value.Choices(chosen, items);
    }

    private static double number(Space.Box box, int column, RandomSource random) {
        double low = box.low()[column];
        double high = box.high()[column];
        return switch (box.type()) {
            case FLOAT64 -> real(low, high, random);
            case FLOAT32 -> single(real(low, high, random), low, high);
            case FLOAT16 -> half(real(low, high, random), low, high);
            default -> whole(low, high, random);
        };
    }

    private static double real(double low, double high, RandomSource random) {
        if (low == high) {
            return low;
        } else if (Double.isInfinite(low) && Double.isInfinite(high)) {
            return random.nextGaussian();
        } else if (Double.isInfinite(high)) {
            return low + exponential(random);
        } else if (Double.isInfinite(low)) {
            return high - exponential(random);
        } else if (Double.isInfinite(high - low)) {
            double share = random.nextDouble();
            return low * (1 - share) + high * share;
        }
        return random.nextDouble(low, high);
    }

    private static double exponential(RandomSource random) {
        return -Math.log1p(-random.nextDouble());
    }

    /** Rounds as the simulator does, but never out of the bounds. */
    private static double single(double value, double low, double high) {
        float rounded = (float) value;
        if (rounded > high) {
            return Math.nextDown(rounded);
        }
        return rounded < low ? Math.nextUp(rounded) : rounded;
    }

    /** As {@link #single}; of numbers of half precision the bits of a smaller magnitude are smaller. */
    private static double half(double value, double low, double high) {
        short bits = Space.ElementType.half(value);
        float rounded = Space.ElementType.ofHalf(bits);
        if (rounded > high) {
            return Space.ElementType.ofHalf((short) (rounded > 0 ? bits - 1 : bits + 1));
        }
        return rounded < low ? Space.ElementType.ofHalf((short) (rounded > 0 ? bits + 1 : bits - 1)) : rounded;
    }

    /** A range of whole numbers includes its upper bound. */
    private static double whole(double low, double high, RandomSource random) {
        double drawn = Math.floor(real(low, Double.isInfinite(high) || low == high ? high : high + 1, random));
        return Math.max(Math.ceil(low), Math.min(Math.floor(high), drawn));
    }

    private static String text(Space.Text text, RandomSource random) {
        int length = random.nextInt(text.minimumLength(), text.maximumLength() + 1);
        int[] characters = text.characters().codePoints().toArray();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < length; i++) {
            drawn.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return drawn.toString();
    }

    private static Value integers(int size, IntToLongFunction value) {
        long[] values = new long[size];
        Arrays.setAll(values, value);
        return new Value.Integers(values);
    }
}
