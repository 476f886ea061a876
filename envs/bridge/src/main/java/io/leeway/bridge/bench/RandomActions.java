package io.leeway.bridge.bench;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Actions drawn at random; of a box without bounds, standard normal ones. */
final class RandomActions {
    private RandomActions() {}

    static Value draw(Space space, int count, RandomSource random) {
        if (space instanceof Space.Box box) {
            return box(box, count, random);
        } else if (space instanceof Space.Discrete discrete) {
            return integers(count, i -> discrete.start() + random.nextLong(discrete.count()));
        } else if (space instanceof Space.MultiDiscrete multi) {
            int size = multi.counts().length;
            return integers(count * size, i -> multi.starts()[i % size] + random.nextLong(multi.counts()[i % size]));
        } else if (space instanceof Space.MultiBinary multi) {
            int size = multi.shape().stream().reduce(1, Math::multiplyExact);
            return integers(count * size, i -> random.nextLong(2));
        } else if (space instanceof Space.Text text) {
            return new Value.Texts(java.util.stream.Stream.generate(() -> text(text, random))
                    .limit(count)
                    .toList());
        } else if (space instanceof Space.Dict dict) {
            Map<String, Value> parts = new LinkedHashMap<>();
            dict.spaces().forEach((name, part) -> parts.put(name, draw(part, count, random)));
            return new Value.Entries(parts);
        }
        return space instanceof Space.Tuple tuple
                ? new Value.Items(tuple.spaces().stream()
                        .map(part -> draw(part, count, random))
                        .toList())
                : space.sample(count, random);
    }

    private static Value box(Space.Box box, int count, RandomSource random) {
        double[] values = new double[count * box.size()];
        for (int i = 0; i < values.length; i++) {
            double low = box.low()[i % box.size()];
            double high = box.high()[i % box.size()];
            boolean bounded = high - low < Double.MAX_VALUE;
            values[i] = bounded
                    ? low + random.nextDouble() * (high - low)
                    : Math.max(low, Math.min(high, random.nextGaussian()));
        }
        return box.type().isReal()
                ? new Value.Reals(values)
                : integers(values.length, i -> (long) Math.floor(values[i]));
    }

    private static Value integers(int size, java.util.function.IntToLongFunction draw) {
        long[] values = new long[size];
        Arrays.setAll(values, draw);
        return new Value.Integers(values);
    }

    private static String text(Space.Text text, RandomSource random) {
        int[] characters = text.characters().codePoints().toArray();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < text.minimumLength(); i++) {
            drawn.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return drawn.toString();
    }
}
