package io.leeway.spi.support.check;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of values and infos, which compare by what they hold and do not change. */
public final class ValueCopies {
    private ValueCopies() {}

    /** Copies a value into lists, which compare and do not change. */
    public static Object snapshot(Value value) {
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
                .values().stream().map(ValueCopies::snapshot).toList();
    }

    /** Copies named values into a map, which compares and does not change. */
    public static Map<String, Object> snapshot(Map<String, Value> values) {
        Map<String, Object> copies = new LinkedHashMap<>();
        values.forEach((name, part) -> copies.put(name, snapshot(part)));
        return copies;
    }

    /** Copies infos into a map, which compares and does not change. */
    public static Map<String, Object> snapshotInfos(Map<String, Info> infos) {
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
    public static Object element(Object snapshot, int environment, int count) {
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
}
