package io.leeway.datasets.hdf5.format;

import java.util.ArrayList;
import java.util.List;

/** The place of an array's elements (section IV.A.2.i). */
public sealed interface Layout {
    /** Elements in the header itself. */
    record Compact(byte[] bytes) implements Layout {}

    /** Elements one after the other. */
    record Contiguous(long address) implements Layout {}

    /** The kinds of index that chunks have. */
    enum Index {
        TREE,
        SINGLE,
        IMPLICIT,
        FIXED_ARRAY,
        EXTENSIBLE_ARRAY,
        RECENT_TREE
    }

    /**
     * Elements in chunks.
     *
     * @param chunk the shape of a chunk
     * @param edgesPlain whether chunks that reach beyond the array are not filtered
     * @param singleBytes how many bytes the only chunk has in the file, or -1 where it is not filtered
     * @param singleMask the filters that it was not encoded with
     */
    record Chunked(long address, List<Long> chunk, Index index, boolean edgesPlain, long singleBytes, int singleMask)
            implements Layout {}

    /** Returns the place that a header tells. */
    static Layout of(ObjectHeader header) {
        if (header.has(Message.EXTERNAL_FILES)) {
            throw new UnreadException("is kept in other files, which are not read: copy the array into one file"
                    + " ('h5repack OLD NEW')");
        }
        Cursor content = header.required(Message.LAYOUT, "layout");
        int version = content.version("a layout", 1, 5);
        return version < 3 ? old(content) : version == 3 ? third(content) : recent(content);
    }

    private static Layout old(Cursor content) {
        int rank = content.u1();
        int kind = content.u1();
        content.skip(5);
        long address = kind == 0 ? Cursor.NOWHERE : content.address();
        List<Long> sizes = sizes(content, rank, 4);
        return switch (kind) {
            case 0 -> new Compact(content.take(content.size()));
            case 1 -> new Contiguous(address);
            case 2 -> chunked(address, sizes);
            default -> throw new DamagedException("there is no layout " + kind);
        };
    }

    private static List<Long> sizes(Cursor content, int rank, int width) {
        List<Long> sizes = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            sizes.add(content.number(width));
        }
        return sizes;
    }

    private static Layout chunked(long address, List<Long> sizes) {
        if (sizes.isEmpty()) {
            throw new DamagedException("chunks have no shape");
        }
        return new Chunked(address, List.copyOf(sizes.subList(0, sizes.size() - 1)), Index.TREE, false, -1, 0);
    }

    private static Layout third(Cursor content) {
        int kind = content.u1();
        return switch (kind) {
            case 0 -> new Compact(content.take(content.u2()));
            case 1 -> new Contiguous(content.address());
            case 2 -> {
                int rank = content.u1();
                long address = content.address();
                yield chunked(address, sizes(content, rank, 4));
            }
            default -> throw new DamagedException("there is no layout " + kind);
        };
    }

    private static Layout recent(Cursor content) {
        int kind = content.u1();
        return switch (kind) {
            case 0 -> new Compact(content.take(content.u2()));
            case 1 -> new Contiguous(content.address());
            case 2 -> indexed(content);
            case 3 ->
                throw new UnreadException("is a virtual array, put together from others, which is not read: copy its"
                        + " values into a file of their own (in Python: new['name'] = old['name'][...])");
            default -> throw new DamagedException("there is no layout " + kind);
        };
    }

    private static Layout indexed(Cursor content) {
        int flags = content.u1();
        int rank = content.u1();
        List<Long> sizes = sizes(content, rank, content.u1());
        int kind = content.u1();
        if (sizes.isEmpty() || kind < 1 || kind >= Index.values().length) {
            throw new DamagedException("there is no index of chunks " + kind);
        }
        Index index = Index.values()[kind];
        long bytes = -1;
        int mask = 0;
        switch (index) {
            case SINGLE -> {
                if ((flags & 2) != 0) {
                    bytes = content.length();
                    mask = (int) content.u4();
                }
            }
            case FIXED_ARRAY -> content.skip(1);
            case EXTENSIBLE_ARRAY -> content.skip(5);
            case RECENT_TREE -> content.skip(6);
            default -> {}
        }
        List<Long> chunk = List.copyOf(sizes.subList(0, sizes.size() - 1));
        return new Chunked(content.address(), chunk, index, (flags & 1) != 0, bytes, mask);
    }
}
