package io.leeway.datasets.hdf5.format;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An attribute of a group or array (section IV.A.2.m).
 *
 * @param bytes its elements, as the file has them
 */
public record StoredAttribute(FileBytes file, Datatype type, Dataspace space, byte[] bytes) {
    private static final int NAME_RECORDS = 8;

    /** Returns the attributes that a header tells, by name. */
    public static Map<String, StoredAttribute> of(ObjectHeader header) {
        Map<String, StoredAttribute> attributes = new LinkedHashMap<>();
        Cursor information = header.first(Message.ATTRIBUTE_INFORMATION);
        if (information != null) {
            dense(header.file(), information, attributes);
        }
        header.all(Message.ATTRIBUTE).forEach(content -> read(header.file(), content, attributes));
        return attributes;
    }

    private static void dense(FileBytes file, Cursor information, Map<String, StoredAttribute> attributes) {
        information.version("attributes", 0, 0);
        int flags = information.u1();
        information.skip((flags & 1) != 0 ? 2 : 0);
        long heap = information.address();
        long tree = information.address();
        if (heap == Cursor.NOWHERE) {
            return;
        }
        FractalHeap objects = new FractalHeap(file, heap);
        RecentTree.read(file, tree, NAME_RECORDS, record -> {
            Cursor object = objects.object(record.piece(objects.idBytes()));
            boolean shared = (record.u1() & 2) != 0;
            read(file, shared ? ObjectHeader.shared(file, Message.ATTRIBUTE, object, 0) : object, attributes);
        });
    }

    private static void read(FileBytes file, Cursor content, Map<String, StoredAttribute> attributes) {
        int version = content.version("an attribute", 1, 3);
        int flags = content.u1();
        int nameBytes = content.u2();
        int typeBytes = content.u2();
        int spaceBytes = content.u2();
        content.skip(version == 3 ? 1 : 0);
        String name = content.text(nameBytes);
        pad(content, version, nameBytes);
        Cursor type = content.piece(typeBytes);
        pad(content, version, typeBytes);
        Cursor space = content.piece(spaceBytes);
        pad(content, version, spaceBytes);
        boolean sharedType = version > 1 && (flags & 1) != 0;
        boolean sharedSpace = version > 1 && (flags & 2) != 0;
        Datatype datatype = Datatype.read(sharedType ? ObjectHeader.shared(file, Message.DATATYPE, type, 0) : type);
        Dataspace dataspace =
                Dataspace.read(sharedSpace ? ObjectHeader.shared(file, Message.DATASPACE, space, 0) : space);
        long bytes = Math.multiplyExact(dataspace.size(), (long) datatype.size());
        if (bytes > content.remaining()) {
            throw new DamagedException(
                    "the attribute '" + name + "' has " + bytes + " bytes in " + content.remaining());
        }
        attributes.put(name, new StoredAttribute(file, datatype, dataspace, content.take((int) bytes)));
    }

    private static void pad(Cursor content, int version, int length) {
        if (version == 1) {
            content.skip((8 - length % 8) % 8);
        }
    }
}
