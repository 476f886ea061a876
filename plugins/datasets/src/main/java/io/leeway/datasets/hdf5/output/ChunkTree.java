package io.leeway.datasets.hdf5.output;

import java.util.ArrayList;
import java.util.List;

/** The index of an array's chunks, which follow each other along the first dimension (section III.A.1, node type 1). */
final class ChunkTree {
    private static final int MOST_CHILDREN = 64;

    /** A child of a node: its address, and the first row of what it holds. */
    private record Child(long address, long row, int bytes) {}

    private final int dimensions;
    private final int elementBytes;
    private List<Child> chunks = new ArrayList<>();

    /** Creates an index of chunks of an array with so many dimensions. */
    ChunkTree(int dimensions, int elementBytes) {
        this.dimensions = dimensions;
        this.elementBytes = elementBytes;
    }

    void add(long address, long row, int bytes) {
        chunks.add(new Child(address, row, bytes));
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** Writes the tree and returns the address of its root. */
    long write(OutputFile file) {
        if (chunks.isEmpty()) {
            return Block.NOWHERE;
        }
        List<Child> level = chunks;
        chunks = List.of();
        for (int depth = 0; ; depth++) {
            level = writeLevel(file, level, depth);
            if (level.size() == 1) {
                return level.get(0).address();
            }
        }
    }

    private List<Child> writeLevel(OutputFile file, List<Child> children, int depth) {
        List<Child> nodes = new ArrayList<>();
        int count = (children.size() + MOST_CHILDREN - 1) / MOST_CHILDREN;
        long first = (file.end() + 7) / 8 * 8;
        int size = 24 + 8 * MOST_CHILDREN + keyBytes() * (MOST_CHILDREN + 1);
        for (int i = 0; i < count; i++) {
            int from = i * MOST_CHILDREN;
            int to = Math.min(from + MOST_CHILDREN, children.size());
            Block node = new Block()
                    .text("TREE")
                    .put1(1)
                    .put1(depth)
                    .put2(to - from)
                    .put8(i == 0 ? Block.NOWHERE : first + (long) (i - 1) * size)
                    .put8(i == count - 1 ? Block.NOWHERE : first + (long) (i + 1) * size);
            for (int child = from; child < to; child++) {
                key(node, children.get(child), 0);
                node.put8(children.get(child).address());
            }
            if (to < children.size()) {
                key(node, children.get(to), 0);
            } else {
                key(node, new Child(0, children.get(to - 1).row(), 0), elementBytes);
            }
            node.zeros(size - node.length());
            nodes.add(new Child(
                    file.append(node),
                    children.get(from).row(),
                    children.get(from).bytes()));
        }
        return nodes;
    }

    private int keyBytes() {
        return 8 + 8 * (dimensions + 1);
    }

    private void key(Block node, Child child, int last) {
        node.put4(child.bytes()).put4(0).put8(child.row());
        node.zeros(8 * (dimensions - 1)).put8(last);
    }
}
