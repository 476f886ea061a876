package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws elements of spaces, checks that values are elements, and copies values so that they compare. */
final class SpaceValues {
    private SpaceValues() {}

    /** Draws {@code count} elements: uniform within bounds, normal where there are none. */
    static Value sample(Space space, int count, RandomSource random) {
        if (space instanceof Space.Box box) {
            double[] values = new double[count * box.size()];
            Arrays.setAll(values, i -> sample(box, i % box.size(), random));
            return isInteger(box) ? new Value.Integers(floors(values)) : new Value.Reals(values);
        } else if (space instanceof Space.Discrete discrete) {
            return integers(count, i -> discrete.start() + random.nextLong(discrete.count()));
        } else if (space instanceof Space.MultiDiscrete discrete) {
            int size = discrete.counts().length;
            return integers(
                    count * size, i -> discrete.starts()[i % size] + random.nextLong(discrete.counts()[i % size]));
        } else if (space instanceof Space.MultiBinary binary) {
            return integers(count * product(binary.shape()), i -> random.nextInt(2));
        } else if (space instanceof Space.Text text) {
            return new Value.Texts(IntStream.range(0, count)
                    .mapToObj(i -> text.characters().substring(0, 1).repeat(text.minimumLength()))
                    .toList());
        } else if (space instanceof Space.Dict dict) {
            Map<String, Value> entries = new LinkedHashMap<>();
            dict.spaces().forEach((name, part) -> entries.put(name, sample(part, count, random)));
            return new Value.Entries(entries);
        }
        return new Value.Items(((Space.Tuple) space)
                .spaces().stream().map(part -> sample(part, count, random)).toList());
    }

    private static double sample(Space.Box box, int i, RandomSource random) {
        double low = box.low()[i];
        double high = box.high()[i];
        if (Double.isInfinite(low) || Double.isInfinite(high)) {
            return Math.max(low, Math.min(high, random.nextGaussian()));
        }
        return low == high ? low : random.nextDouble(low, isInteger(box) ? high + 1 : high);
    }

    private static Value integers(int size, java.util.function.IntToLongFunction value) {
        long[] values = new long[size];
        Arrays.setAll(values, value);
        return new Value.Integers(values);
    }

    private static long[] floors(double[] values) {
        return Arrays.stream(values)
                .mapToLong(value -> (long) Math.floor(value))
                .toArray();
    }

    /** Asserts that bounds, sizes and parts make sense. */
    static void assertValid(String name, Space space) {
        if (space instanceof Space.Box box) {
            assertThat(box.shape()).as(name + "'s shape").allMatch(size -> size > 0);
            assertThat(box.low()).as(name + "'s lower bounds").hasSize(product(box.shape()));
            assertThat(box.high()).as(name + "'s upper bounds").hasSize(product(box.shape()));
            for (int i = 0; i < box.size(); i++) {
                assertThat(box.low()[i]).as(name + "'s lower bound " + i).isLessThanOrEqualTo(box.high()[i]);
            }
        } else if (space instanceof Space.Discrete discrete) {
            assertThat(discrete.count()).as(name + "'s count").isPositive();
        } else if (space instanceof Space.MultiDiscrete discrete) {
            assertThat(discrete.counts()).as(name + "'s counts").hasSize(product(discrete.shape()));
            assertThat(discrete.starts()).as(name + "'s starts").hasSize(product(discrete.shape()));
            assertThat(discrete.counts()).as(name + "'s counts").matches(each -> Arrays.stream(each)
                    .allMatch(count -> count > 0));
        } else if (space instanceof Space.MultiBinary binary) {
            assertThat(binary.shape()).as(name + "'s shape").allMatch(size -> size > 0);
        } else if (space instanceof Space.Text text) {
            assertThat(text.minimumLength()).as(name + "'s shortest").isBetween(0, text.maximumLength());
            assertThat(text.characters()).as(name + "'s characters").isNotEmpty();
        } else if (space instanceof Space.Dict dict) {
            assertThat(dict.spaces()).as(name + "'s parts").isNotEmpty();
            dict.spaces().forEach((key, part) -> assertValid(name + "." + key, part));
        } else if (space instanceof Space.Tuple tuple) {
            assertThat(tuple.spaces()).as(name + "'s parts").isNotEmpty();
            tuple.spaces().forEach(part -> assertValid(name + "[]", part));
        }
    }

    /** Asserts that a value holds {@code count} elements of a space. */
    static void assertContains(String name, Space space, Value value, int count) {
        if (space instanceof Space.Box box && !isInteger(box)) {
            assertBetween(name, ((Value.Reals) value).values(), box.low(), box.high(), count);
        } else if (space instanceof Space.Box box) {
            assertBetween(name, doubles(value), box.low(), box.high(), count);
        } else if (space instanceof Space.Discrete discrete) {
            double[] low = {discrete.start()};
            assertBetween(name, doubles(value), low, new double[] {low[0] + discrete.count() - 1}, count);
        } else if (space instanceof Space.MultiDiscrete discrete) {
            double[] low = Arrays.stream(discrete.starts()).asDoubleStream().toArray();
            double[] high = low.clone();
            Arrays.setAll(high, i -> low[i] + discrete.counts()[i] - 1);
            assertBetween(name, doubles(value), low, high, count);
        } else if (space instanceof Space.MultiBinary binary) {
            double[] high = new double[product(binary.shape())];
            Arrays.fill(high, 1);
            assertBetween(name, doubles(value), new double[high.length], high, count);
        } else if (space instanceof Space.Text text) {
            List<String> texts = ((Value.Texts) value).values();
            assertThat(texts)
                    .as(name)
                    .hasSize(count)
                    .allMatch(each -> each.length() >= text.minimumLength()
                            && each.length() <= text.maximumLength()
                            && each.chars()
                                    .allMatch(character -> text.characters().indexOf(character) >= 0));
        } else if (space instanceof Space.Dict dict) {
            Map<String, Value> entries = ((Value.Entries) value).values();
            assertThat(entries).as(name).containsOnlyKeys(dict.spaces().keySet());
            dict.spaces()
                    .forEach((key, part) -> assertContains(
                            name + "." + key, part, java.util.Objects.requireNonNull(entries.get(key)), count));
        } else if (space instanceof Space.Tuple tuple) {
            List<Value> items = ((Value.Items) value).values();
            assertThat(items).as(name).hasSameSizeAs(tuple.spaces());
            for (int i = 0; i < items.size(); i++) {
                assertContains(name + "[" + i + "]", tuple.spaces().get(i), items.get(i), count);
            }
        }
    }

    private static void assertBetween(String name, double[] values, double[] low, double[] high, int count) {
        assertThat(values).as(name + "'s values").hasSize(count * low.length);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i])
                    .as("%s, environment %d, value %d", name, i / low.length, i % low.length)
                    .isFinite()
                    .isBetween(low[i % low.length], high[i % low.length]);
        }
    }

    /** Copies a value into lists, which compare and do not change. */
    static Object snapshot(Value value) {
        if (value instanceof Value.Reals reals) {
            return Arrays.stream(reals.values()).boxed().toList();
        } else if (value instanceof Value.Integers integers) {
            return Arrays.stream(integers.values()).boxed().toList();
        } else if (value instanceof Value.Texts texts) {
            return List.copyOf(texts.values());
        } else if (value instanceof Value.Entries entries) {
            return snapshot(entries.values());
        }
        return ((Value.Items) value)
                .values().stream().map(SpaceValues::snapshot).toList();
    }

    /** Copies named values into a map, which compares and does not change. */
    static Map<String, Object> snapshot(Map<String, Value> values) {
        Map<String, Object> copies = new LinkedHashMap<>();
        values.forEach((name, part) -> copies.put(name, snapshot(part)));
        return copies;
    }

    /** Copies infos into a map, which compares and does not change. */
    static Map<String, Object> snapshotInfos(Map<String, Info> infos) {
        Map<String, Object> copies = new LinkedHashMap<>();
        infos.forEach((name, info) -> copies.put(name, snapshot(info)));
        return copies;
    }

    private static Object snapshot(Info info) {
        Object values = info instanceof Info.Numbers numbers
                ? List.of(numbers.type(), numbers.shape(), snapshot(numbers.values()))
                : info instanceof Info.Texts texts
                        ? List.copyOf(texts.values())
                        : snapshotInfos(((Info.Group) info).columns());
        return List.of(values, Arrays.toString(info.present()));
    }

    /** Cuts the elements of one environment out of a snapshot of {@code count}. */
    static Object element(Object snapshot, int environment, int count) {
        if (snapshot instanceof Map<?, ?> map) {
            Map<Object, Object> parts = new LinkedHashMap<>();
            map.forEach((key, part) -> parts.put(key, element(part, environment, count)));
            return parts;
        }
        List<?> list = (List<?>) snapshot;
        if (!list.isEmpty() && (list.get(0) instanceof List || list.get(0) instanceof Map)) {
            List<Object> parts = new ArrayList<>();
            list.forEach(part -> parts.add(element(part, environment, count)));
            return parts;
        }
        int size = list.size() / count;
        return List.copyOf(list.subList(environment * size, (environment + 1) * size));
    }

    private static boolean isInteger(Space.Box box) {
        return box.type() != Space.ElementType.FLOAT32 && box.type() != Space.ElementType.FLOAT64;
    }

    private static double[] doubles(Value value) {
        return Arrays.stream(((Value.Integers) value).values()).asDoubleStream().toArray();
    }

    private static int product(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
