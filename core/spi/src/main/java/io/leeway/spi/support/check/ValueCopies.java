package io.leeway.spi.support.check;

import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Copies of values and infos, which compare by what they hold and do not change. */
public final class ValueCopies {
    private static final int MOST_BOXED = 1 << 18;
    private static final long PRIME = 0x100000001B3L;

    private ValueCopies() {}

    /**
     * Copies a value into lists, which compare and do not change. Of more than {@value #MOST_BOXED} numbers, such as
     * the pixels of a large picture, only a digest is kept.
     */
    public static Object snapshot(Value value) {
        if (value instanceof Value.Reals reals) {
            return reals.values().length > MOST_BOXED
                    ? digest(Arrays.stream(reals.values()).mapToLong(Double::doubleToLongBits), reals.values().length)
                    : Arrays.stream(reals.values()).boxed().toList();
        } else if (value instanceof Value.Integers integers) {
            return integers.values().length > MOST_BOXED
                    ? digest(Arrays.stream(integers.values()), integers.values().length)
                    : Arrays.stream(integers.values()).boxed().toList();
        } else if (value instanceof Value.Texts texts) {
            return List.copyOf(texts.values());
        } else if (value instanceof Value.Entries entries) {
            return snapshot(entries.values());
        }
        if (value instanceof Value.Sequences sequences) {
            return List.of(boxed(sequences.lengths()), snapshot(sequences.items()));
        } else if (value instanceof Value.Graphs graphs) {
            Value edges = graphs.edges();
            return List.of(
                    boxed(graphs.nodeCounts()),
                    snapshot(graphs.nodes()),
                    boxed(graphs.edgeCounts()),
                    edges == null ? List.of() : snapshot(edges),
                    Arrays.stream(graphs.links()).boxed().toList());
        } else if (value instanceof Value.Choices choices) {
            return List.of(
                    boxed(choices.chosen()),
                    choices.items().stream().map(ValueCopies::snapshot).toList());
        }
        return ((Value.Items) value)
                .values().stream().map(ValueCopies::snapshot).toList();
    }

    private static Object digest(LongStream bits, int count) {
        long[] digest = {0xCBF29CE484222325L};
        bits.forEach(each -> digest[0] = Long.rotateLeft((digest[0] ^ each) * PRIME, 29));
        return new Digest(count, digest[0]);
    }

    /** What stands for many numbers. */
    private record Digest(int count, long digest) {
        @Override
        public String toString() {
            return count + " numbers with the digest " + Long.toHexString(digest);
        }
    }

    private static List<Integer> boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** Copies a value of infos into what compares and does not change. */
    private static Object snapshot(Info.Item item) {
        if (item instanceof Info.Data data) {
            return List.of("bytes", Arrays.toString(data.value()));
        } else if (item instanceof Info.Array array) {
            return List.of(array.type(), array.shape(), snapshot(array.values()), array.scalar());
        } else if (item instanceof Info.Objects objects) {
            return List.of(objects.shape(), items(objects.values()));
        } else if (item instanceof Info.Sequence sequence) {
            return List.of(sequence.tuple(), items(sequence.values()));
        } else if (item instanceof Info.Dict dict) {
            return dict.entries().stream()
                    .map(entry -> List.of(snapshot(entry.key()), snapshot(entry.value())))
                    .toList();
        }
        return item;
    }

    private static List<Object> items(List<Info.Item> items) {
        return items.stream().map(ValueCopies::snapshot).toList();
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
                        : info instanceof Info.Items items
                                ? items(items.values())
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
        if (snapshot instanceof Digest && count == 1) {
            return snapshot;
        } else if (!(snapshot instanceof List<?>)) {
            throw new IllegalArgumentException("A snapshot of so many numbers cannot be cut: " + snapshot);
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
