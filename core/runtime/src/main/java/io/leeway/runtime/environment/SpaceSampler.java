package io.leeway.runtime.environment;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/** Draws elements of spaces: uniform within bounds, normal where there are none, as Gymnasium's {@code sample}. */
public final class SpaceSampler {
    private SpaceSampler() {}

    /** Draws {@code count} elements. */
    public static Value sample(Space space, int count, RandomSource random) {
        if (space instanceof Space.Box box) {
            double[] values = new double[Math.multiplyExact(count, box.size())];
            Arrays.setAll(values, i -> draw(box, i % box.size(), random));
            return box.type().isReal()
                    ? new Value.Reals(values)
                    : integers(values.length, i -> (long) Math.floor(values[i]));
        } else if (space instanceof Space.Discrete discrete) {
            return integers(count, i -> discrete.start() + random.nextLong(discrete.count()));
        } else if (space instanceof Space.MultiDiscrete discrete) {
            int size = discrete.counts().length;
            return integers(
                    count * size, i -> discrete.starts()[i % size] + random.nextLong(discrete.counts()[i % size]));
        } else if (space instanceof Space.MultiBinary binary) {
            int size = binary.shape().stream().reduce(1, Math::multiplyExact);
            return integers(count * size, i -> random.nextInt(2));
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

    private static double draw(Space.Box box, int i, RandomSource random) {
        double low = box.low()[i];
        double high = box.high()[i];
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            return Math.max(low, Math.min(high, random.nextGaussian()));
        }
        if (low == high) {
            return low;
        }
        return random.nextDouble(low, box.type().isReal() ? high : high + 1);
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
