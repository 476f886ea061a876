package io.leeway.testkit.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The assertions on spaces and their elements, and copies of values that compare. */
final class SpaceValues {
    private SpaceValues() {}

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

    /** Asserts that a value holds {@code count} elements of a space, and no infinite number. */
    static void assertContains(String name, Space space, Value value, int count) {
        assertThat(space.violation(name, value, count)).isEmpty();
        assertThat(numbers(value)).as("the numbers of %s", name).allMatch(number -> Double.isFinite(number));
    }

    private static DoubleStream numbers(Value value) {
        if (value instanceof Value.Reals reals) {
            return Arrays.stream(reals.values());
        } else if (value instanceof Value.Entries entries) {
            return entries.values().values().stream().flatMapToDouble(SpaceValues::numbers);
        } else if (value instanceof Value.Items items) {
            return items.values().stream().flatMapToDouble(SpaceValues::numbers);
        }
        return DoubleStream.empty();
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

    private static int product(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
