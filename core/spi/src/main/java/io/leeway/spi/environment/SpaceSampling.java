package io.leeway.spi.environment;

import io.leeway.spi.RandomSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Random elements of spaces. */
final class SpaceSampling {
    private SpaceSampling() {}

    static Value sample(Space space, int count, RandomSource random) {
        if (space instanceof Space.Box box) {
            double[] values = new double[Math.multiplyExact(count, box.size())];
            Arrays.setAll(values, i -> number(box, i % box.size(), random));
            return box.type().isReal() ? new Value.Reals(values) : integers(values.length, i -> (long) values[i]);
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
        return new Value.Items(((Space.Tuple) space)
                .spaces().stream().map(part -> sample(part, count, random)).toList());
    }

    private static double number(Space.Box box, int column, RandomSource random) {
        double low = box.low()[column];
        double high = box.high()[column];
        return switch (box.type()) {
            case FLOAT64 -> real(low, high, random);
            case FLOAT32 -> single(real(low, high, random), low, high);
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
