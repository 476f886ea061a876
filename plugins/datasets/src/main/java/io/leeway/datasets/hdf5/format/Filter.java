package io.leeway.datasets.hdf5.format;

import java.util.ArrayList;
import java.util.List;

/**
 * A step in which an array's chunks were encoded (section IV.A.2.l).
 *
 * @param id the number that it is registered by
 * @param name what the file calls it, or nothing
 * @param values what it was told
 */
public record Filter(int id, String name, List<Long> values) {
    private static final int MOST = 32;
    private static final int FIRST_NAMED = 256;

    /** Returns the steps that a header tells, in the order in which they were taken. */
    public static List<Filter> of(ObjectHeader header) {
        Cursor content = header.first(Message.FILTERS);
        if (content == null) {
            return List.of();
        }
        int version = content.version("filters", 1, 2);
        int count = content.u1();
        if (count > MOST) {
            throw new DamagedException("it has " + count + " filters");
        }
        content.skip(version == 1 ? 6 : 0);
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            filters.add(read(content, version));
        }
        return List.copyOf(filters);
    }

    private static Filter read(Cursor content, int version) {
        int id = content.u2();
        int nameLength = version == 1 || id >= FIRST_NAMED ? content.u2() : 0;
        content.skip(2);
        int count = content.u2();
        String name = content.text(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(content.u4());
        }
        content.skip(version == 1 && count % 2 != 0 ? 4 : 0);
        return new Filter(id, name, List.copyOf(values));
    }

    /** Returns one of the values that it was told. */
    public int value(int index) {
        if (index >= values.size()) {
            throw new DamagedException("the filter " + id + " has only " + values.size() + " values");
        }
        return (int) (long) values.get(index);
    }
}
