package io.leeway.datasets.hdf5.chunk;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Dataspace;
import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.Layout;
import io.leeway.datasets.hdf5.format.RecentTree;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The chunks of an array, by their place in the grid that they make. */
public final class ChunkTable {
    private static final int PLAIN_RECORDS = 10;
    private static final int FILTERED_RECORDS = 11;

    private final FileBytes file;
    private final Layout.Chunked layout;
    private final int chunkBytes;
    private final int rank;
    private final long[] counts;
    private final long[] strides;
    private final Map<Long, Chunk> chunks = new HashMap<>();

    private ChunkTable(FileBytes file, Layout.Chunked layout, Dataspace space, int chunkBytes) {
        this.file = file;
        this.layout = layout;
        this.chunkBytes = chunkBytes;
        this.rank = layout.chunk().size();
        this.counts = new long[rank];
        for (int i = 0; i < rank; i++) {
            counts[i] = count(space.dimensions().get(i), i);
        }
        this.strides = strides(space);
    }

    private long count(long size, int dimension) {
        return -Math.floorDiv(-size, layout.chunk().get(dimension));
    }

    /**
     * Returns how many places a step in each dimension is in the order of the index: trees have any, implicit ones and
     * fixed arrays that of the greatest size, extensible arrays have the dimension that may grow first.
     */
    private long[] strides(Dataspace space) {
        boolean bySize = layout.index() == Layout.Index.FIXED_ARRAY
                || layout.index() == Layout.Index.IMPLICIT
                || layout.index() == Layout.Index.EXTENSIBLE_ARRAY;
        long[] steps = new long[rank];
        long step = 1;
        int first = layout.index() == Layout.Index.EXTENSIBLE_ARRAY
                ? Math.max(0, space.limits().indexOf(Dataspace.UNLIMITED))
                : 0;
        for (int i = rank - 1; i >= 0; i--) {
            if (i != first || layout.index() != Layout.Index.EXTENSIBLE_ARRAY) {
                steps[i] = step;
                long limit = space.limits().get(i);
                step = Math.multiplyExact(step, bySize && limit >= 0 ? Math.max(1, count(limit, i)) : counts[i]);
            }
        }
        if (layout.index() == Layout.Index.EXTENSIBLE_ARRAY) {
            steps[first] = step;
        }
        return steps;
    }

    /**
     * Reads the index of an array.
     *
     * @param chunkBytes how many bytes a chunk has that is not encoded
     * @param filtered whether chunks are encoded
     */
    public static ChunkTable read(
            FileBytes file, Layout.Chunked layout, Dataspace space, int chunkBytes, boolean filtered) {
        ChunkTable table = new ChunkTable(file, layout, space, chunkBytes);
        if (layout.address() != Cursor.NOWHERE) {
            table.read(filtered);
        }
        return table;
    }

    private void read(boolean filtered) {
        long address = layout.address();
        switch (layout.index()) {
            case TREE -> new OldTree(file, rank, this::addAt).read(address);
            case SINGLE -> {
                long bytes = layout.singleBytes() < 0 ? chunkBytes : layout.singleBytes();
                chunks.put(0L, chunk(address, bytes, layout.singleMask()));
            }
            case IMPLICIT -> {}
            case FIXED_ARRAY -> new FixedArray(file, filtered, this::add).read(address);
            case EXTENSIBLE_ARRAY -> new ExtensibleArray(file, filtered, this::add).read(address);
            case RECENT_TREE ->
                RecentTree.read(file, address, filtered ? FILTERED_RECORDS : PLAIN_RECORDS, record -> {
                    long place = record.address();
                    int width = record.remaining() - 8 * rank - Integer.BYTES;
                    long bytes = filtered ? record.number(width) : chunkBytes;
                    int mask = filtered ? (int) record.u4() : 0;
                    long[] at = new long[rank];
                    for (int i = 0; i < rank; i++) {
                        at[i] = record.number(Long.BYTES);
                    }
                    addAt(at, chunk(place, bytes, mask));
                });
        }
    }

    private static Chunk chunk(long address, long bytes, int mask) {
        if (bytes < 0 || bytes > Integer.MAX_VALUE - 8) {
            throw new DamagedException("a chunk has " + bytes + " bytes");
        }
        return new Chunk(address, (int) bytes, mask);
    }

    /** Adds a chunk by its order in the index. */
    private void add(long order, long address, long bytes, int mask) {
        chunks.put(order, chunk(address, bytes < 0 ? chunkBytes : bytes, mask));
    }

    /** Adds a chunk by its place in the grid, or, where a tree of the old kind tells it, by its first element. */
    private void addAt(long[] at, Chunk chunk) {
        long order = 0;
        for (int i = 0; i < rank; i++) {
            long place = at[i];
            if (layout.index() == Layout.Index.TREE) {
                if (place % layout.chunk().get(i) != 0) {
                    throw new DamagedException("a chunk begins at element " + place);
                }
                place /= layout.chunk().get(i);
            }
            if (place < 0 || place >= counts[i]) {
                return;
            }
            order += place * strides[i];
        }
        chunks.put(order, chunk);
    }

    /** Returns the chunk that has an element, or null where it was never written. */
    public @Nullable Chunk at(int[] element) {
        long order = 0;
        for (int i = 0; i < rank; i++) {
            order += element[i] / layout.chunk().get(i) * strides[i];
        }
        if (layout.index() == Layout.Index.IMPLICIT && layout.address() != Cursor.NOWHERE) {
            return new Chunk(
                    Math.addExact(layout.address(), Math.multiplyExact(order, (long) chunkBytes)), chunkBytes, 0);
        }
        return chunks.get(order);
    }
}
