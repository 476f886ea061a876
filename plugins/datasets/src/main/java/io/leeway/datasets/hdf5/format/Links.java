package io.leeway.datasets.hdf5.format;

import java.util.Map;
import java.util.TreeMap;

/** The links of a group, by name (sections III.B to III.D and IV.A.2.g). */
public final class Links {
    private static final int GROUP_NODES = 0;
    private static final int NAME_RECORDS = 5;
    private static final int MOST_DEPTH = 32;
    private static final int SOFT = 1;
    private static final int EXTERNAL = 64;
    private static final int SOFT_CACHE = 2;

    private final FileBytes file;
    private final Map<String, Link> links = new TreeMap<>();
    private long nodes;

    private Links(FileBytes file) {
        this.file = file;
    }

    /** Returns the links that a header tells, sorted by name. */
    public static Map<String, Link> of(ObjectHeader header) {
        Links links = new Links(header.file());
        Cursor table = header.first(Message.SYMBOL_TABLE);
        if (table != null) {
            links.old(table);
        }
        Cursor information = header.first(Message.LINK_INFORMATION);
        if (information != null) {
            links.dense(information);
        }
        header.all(Message.LINK).forEach(links::link);
        return links.links;
    }

    private void old(Cursor table) {
        long tree = table.address();
        long heap = table.address();
        Cursor head = file.at(heap, 8L + 2L * file.lengthBytes() + file.offsetBytes())
                .signature("HEAP")
                .skip(4);
        long length = head.length();
        head.length();
        Cursor names = file.at(head.address(), length);
        tree(tree, names, MOST_DEPTH);
    }

    private void tree(long address, Cursor names, int most) {
        long prefix = 8L + 2L * file.offsetBytes();
        Cursor head = file.at(address, prefix).signature("TREE");
        int type = head.u1();
        int depth = head.u1();
        int count = head.u2();
        if (type != GROUP_NODES || depth >= most || ++nodes > file.size() / prefix) {
            throw new DamagedException("a tree of names is of another kind than it must be");
        }
        Cursor keys = file.at(address + prefix, (long) count * (file.lengthBytes() + file.offsetBytes()));
        for (int i = 0; i < count; i++) {
            keys.length();
            long child = keys.address();
            if (depth == 0) {
                leaf(child, names);
            } else {
                tree(child, names, depth);
            }
        }
    }

    private void leaf(long address, Cursor names) {
        Cursor head = file.at(address, 8).signature("SNOD").skip(2);
        int count = head.u2();
        Cursor entries = file.at(address + 8, count * (2L * file.offsetBytes() + 24));
        for (int i = 0; i < count; i++) {
            long name = entries.number(file.offsetBytes());
            long place = entries.address();
            long cache = entries.u4();
            entries.skip(4);
            long target = entries.u4();
            entries.skip(12);
            String elsewhere = cache == SOFT_CACHE ? name(names, target) : "";
            links.put(name(names, name), new Link(elsewhere.isEmpty() ? place : Cursor.NOWHERE, elsewhere));
        }
    }

    private static String name(Cursor names, long offset) {
        if (offset < 0 || offset > Integer.MAX_VALUE) {
            throw new DamagedException("a name is beyond its heap");
        }
        return names.copy().skip((int) offset).text();
    }

    private void dense(Cursor information) {
        information.version("a group", 0, 0);
        int flags = information.u1();
        information.skip((flags & 1) != 0 ? 8 : 0);
        long heap = information.address();
        long tree = information.address();
        if (heap == Cursor.NOWHERE) {
            return;
        }
        FractalHeap objects = new FractalHeap(file, heap);
        RecentTree.read(
                file,
                tree,
                NAME_RECORDS,
                record -> link(objects.object(record.skip(4).piece(objects.idBytes()))));
    }

    private void link(Cursor content) {
        content.version("a link", 1, 1);
        int flags = content.u1();
        int kind = (flags & 8) != 0 ? content.u1() : 0;
        content.skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        long length = content.number(1 << (flags & 3));
        if (length < 0 || length > content.remaining()) {
            throw new DamagedException("a name has " + length + " bytes");
        }
        String name = content.text((int) length);
        Link link =
                switch (kind) {
                    case 0 -> new Link(content.address(), "");
                    case SOFT -> new Link(Cursor.NOWHERE, content.text(content.u2()));
                    case EXTERNAL -> new Link(Cursor.NOWHERE, external(content.piece(content.u2())));
                    default -> throw new DamagedException("there is no link of the kind " + kind);
                };
        links.put(name, link);
    }

    private static String external(Cursor target) {
        target.skip(1);
        return target.text() + ":" + target.text();
    }
}
