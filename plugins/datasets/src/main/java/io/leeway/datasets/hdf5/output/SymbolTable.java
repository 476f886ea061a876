package io.leeway.datasets.hdf5.output;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The links of a group, sorted (sections III.A.1, node type 0; III.B; III.D). */
final class SymbolTable {
    /** Half the entries of a leaf, and half the children of a node, as the superblock says. */
    static final int LEAF_HALF = 4;

    static final int NODE_HALF = 16;

    private static final int ENTRY_BYTES = 40;

    /** A node or leaf, and the heap's offset of the greatest name in it. */
    private record Child(long address, long greatest) {}

    private SymbolTable() {}

    /** Writes the table and returns the message that a group's header needs. */
    static Block write(OutputFile file, Map<String, Long> links) {
        TreeMap<byte[], Long> sorted = new TreeMap<>(Arrays::compareUnsigned);
        links.forEach((name, address) -> sorted.put(name.getBytes(StandardCharsets.UTF_8), address));
        Block names = new Block().zeros(8);
        List<long[]> entries = new ArrayList<>();
        sorted.forEach((name, address) -> {
            entries.add(new long[] {names.length(), address});
            names.put(name).put1(0).pad();
        });
        long heap = file.append(new Block()
                .text("HEAP")
                .put1(0)
                .zeros(3)
                .put8(names.length())
                .put8(1)
                .put8(file.append(names)));
        return new Block().put8(tree(file, leaves(file, entries))).put8(heap);
    }

    private static List<Child> leaves(OutputFile file, List<long[]> entries) {
        List<Child> leaves = new ArrayList<>();
        int most = 2 * LEAF_HALF;
        for (int from = 0; from < entries.size(); from += most) {
            int to = Math.min(from + most, entries.size());
            Block leaf = new Block().text("SNOD").put1(1).put1(0).put2(to - from);
            for (long[] entry : entries.subList(from, to)) {
                leaf.put8(entry[0]).put8(entry[1]).zeros(ENTRY_BYTES - 16);
            }
            leaf.zeros(ENTRY_BYTES * (most - (to - from)));
            leaves.add(new Child(file.append(leaf), entries.get(to - 1)[0]));
        }
        return leaves;
    }

    private static long tree(OutputFile file, List<Child> leaves) {
        List<Child> level = leaves;
        int depth = 0;
        do {
            level = nodes(file, level, depth++);
        } while (level.size() > 1);
        return level.get(0).address();
    }

    private static List<Child> nodes(OutputFile file, List<Child> children, int depth) {
        List<Child> nodes = new ArrayList<>();
        int most = 2 * NODE_HALF;
        int count = Math.max(1, (children.size() + most - 1) / most);
        int size = 24 + 8 * most + 8 * (most + 1);
        long first = (file.end() + 7) / 8 * 8;
        for (int i = 0; i < count; i++) {
            int from = i * most;
            int to = Math.min(from + most, children.size());
            Block node = new Block()
                    .text("TREE")
                    .put1(0)
                    .put1(depth)
                    .put2(to - from)
                    .put8(i == 0 ? Block.NOWHERE : first + (long) (i - 1) * size)
                    .put8(i == count - 1 ? Block.NOWHERE : first + (long) (i + 1) * size)
                    .put8(from == 0 ? 0 : children.get(from - 1).greatest());
            for (Child child : children.subList(from, to)) {
                node.put8(child.address()).put8(child.greatest());
            }
            node.zeros(size - node.length());
            nodes.add(new Child(
                    file.append(node), to == 0 ? 0 : children.get(to - 1).greatest()));
        }
        return nodes;
    }
}
