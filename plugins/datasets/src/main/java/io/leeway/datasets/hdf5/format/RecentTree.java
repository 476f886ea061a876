package io.leeway.datasets.hdf5.format;

import java.util.function.Consumer;

/** A tree of records of one size, version 2 (section III.A.2). */
public final class RecentTree {
    private static final int NODE_OVERHEAD = 10;
    private static final int MOST_DEPTH = 32;

    private final FileBytes file;
    private final Consumer<Cursor> consumer;
    private final int type;
    private final long nodeBytes;
    private final int recordBytes;
    private final long[] mostRecords;
    private final long[] mostBelow;
    private final int countBytes;
    private long nodes;

    private RecentTree(
            FileBytes file, int type, long nodeBytes, int recordBytes, int depth, Consumer<Cursor> consumer) {
        this.file = file;
        this.consumer = consumer;
        this.type = type;
        this.nodeBytes = nodeBytes;
        this.recordBytes = recordBytes;
        mostRecords = new long[depth + 1];
        mostBelow = new long[depth + 1];
        mostRecords[0] = (nodeBytes - NODE_OVERHEAD) / recordBytes;
        mostBelow[0] = mostRecords[0];
        countBytes = width(mostRecords[0]);
        for (int i = 1; i <= depth; i++) {
            long pointer = (long) file.offsetBytes() + countBytes + (i > 1 ? width(mostBelow[i - 1]) : 0);
            mostRecords[i] = (nodeBytes - NODE_OVERHEAD - pointer) / (recordBytes + pointer);
            mostBelow[i] = Math.addExact(Math.multiplyExact(mostRecords[i] + 1, mostBelow[i - 1]), mostRecords[i]);
        }
    }

    /** Returns how many bytes numbers up to this one take. */
    static int width(long greatest) {
        return (Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, greatest))) / 8 + 1;
    }

    /** Gives every record to a consumer; the tree must be of a type. */
    public static void read(FileBytes file, long address, int type, Consumer<Cursor> consumer) {
        if (address == Cursor.NOWHERE) {
            return;
        }
        Cursor header = file.checked(address, 22L + file.offsetBytes() + file.lengthBytes())
                .signature("BTHD");
        header.version("a tree", 0, 0);
        int found = header.u1();
        int nodeBytes = header.size();
        int recordBytes = header.u2();
        int depth = header.u2();
        header.skip(2);
        long root = header.address();
        int records = header.u2();
        if (found != type || recordBytes == 0 || depth > MOST_DEPTH || nodeBytes <= NODE_OVERHEAD + recordBytes) {
            throw new DamagedException("a tree is of another kind than it must be");
        }
        if (root != Cursor.NOWHERE) {
            new RecentTree(file, type, nodeBytes, recordBytes, depth, consumer).node(root, records, depth);
        }
    }

    private void node(long address, long records, int depth) {
        if (records < 0 || records > mostRecords[depth] || ++nodes > file.size() / NODE_OVERHEAD) {
            throw new DamagedException("a node of a tree has " + records + " records");
        }
        int below = depth > 1 ? width(mostBelow[depth - 1]) : 0;
        long pointers = depth == 0 ? 0 : (records + 1) * (file.offsetBytes() + countBytes + below);
        long length = Math.min(nodeBytes, NODE_OVERHEAD + records * recordBytes + pointers);
        Cursor node = file.checked(address, length).signature(depth == 0 ? "BTLF" : "BTIN");
        node.version("a node of a tree", 0, 0);
        if (node.u1() != type) {
            throw new DamagedException("a node of a tree is of another kind than the tree");
        }
        for (long i = 0; i < records; i++) {
            consumer.accept(node.piece(recordBytes));
        }
        for (long i = 0; i <= records && depth > 0; i++) {
            long child = node.address();
            long count = node.number(countBytes);
            node.skip(below);
            node(child, count, depth - 1);
        }
    }
}
