package io.leeway.datasets.hdf5.format;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of an array or attribute (section IV.A.2.b).
 *
 * @param dimensions none for a single value
 * @param empty whether there is not even one
 * @param limits what the dimensions may grow to; {@link #UNLIMITED} where there is no bound
 */
public record Dataspace(List<Long> dimensions, boolean empty, List<Long> limits) {
    /** The limit of a dimension that may grow for ever. */
    public static final long UNLIMITED = -1;

    private static final int MOST = 32;

    static Dataspace read(Cursor content) {
        int version = content.version("a shape", 1, 2);
        int rank = content.u1();
        int flags = content.u1();
        int kind = 1;
        if (version == 1) {
            content.skip(5);
        } else {
            kind = content.u1();
        }
        if (rank > MOST) {
            throw new DamagedException("it has " + rank + " dimensions");
        }
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(content.length());
        }
        List<Long> limits = new ArrayList<>(dimensions);
        for (int i = 0; i < rank && (flags & 1) != 0; i++) {
            limits.set(i, content.limit());
        }
        return new Dataspace(List.copyOf(dimensions), kind == 2, List.copyOf(limits));
    }

    /** Returns the shape that a header tells. */
    public static Dataspace of(ObjectHeader header) {
        return read(header.required(Message.DATASPACE, "shape"));
    }

    /** Returns how many elements there are. */
    public long size() {
        return empty ? 0 : dimensions.stream().reduce(1L, Math::multiplyExact);
    }
}
