package io.leeway.datasets.hdf5.chunk;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.FileBytes;
import java.util.function.BiConsumer;

/** A tree of chunks, version 1 (section III.A.1, node type 1). */
final class OldTree {
    private static final int CHUNK_NODES = 1;
    private static final int MOST_DEPTH = 32;

    private final FileBytes file;
    private final int rank;
    private final BiConsumer<long[], Chunk> consumer;
    private long nodes;

    /** Creates a reader; the consumer takes the first element of each chunk. */
    OldTree(FileBytes file, int rank, BiConsumer<long[], Chunk> consumer) {
        this.file = file;
        this.rank = rank;
        this.consumer = consumer;
    }

    void read(long address) {
        node(address, MOST_DEPTH);
    }

    private void node(long address, int most) {
        long prefix = 8L + 2L * file.offsetBytes();
        Cursor head = file.at(address, prefix).signature("TREE");
        int type = head.u1();
        int depth = head.u1();
        int count = head.u2();
        if (type != CHUNK_NODES || depth >= most || ++nodes > file.size() / prefix) {
            throw new DamagedException("a tree of chunks is of another kind than it must be");
        }
        int key = 8 + 8 * (rank + 1);
        Cursor keys = file.at(address + prefix, (long) count * (key + file.offsetBytes()));
        for (int i = 0; i < count; i++) {
            int bytes = keys.size();
            int mask = (int) keys.u4();
            long[] first = new long[rank];
            for (int j = 0; j < rank; j++) {
                first[j] = keys.number(Long.BYTES);
            }
            keys.skip(Long.BYTES);
            long child = keys.address();
            if (depth > 0) {
                node(child, depth);
            } else if (child != Cursor.NOWHERE) {
                consumer.accept(first, new Chunk(child, bytes, mask));
            }
        }
    }
}
