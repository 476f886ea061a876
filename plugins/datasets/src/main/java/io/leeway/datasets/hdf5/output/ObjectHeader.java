package io.leeway.datasets.hdf5.output;

import java.util.ArrayList;
import java.util.List;

/** The messages that describe a group or an array (section IV.A.1.a, version 1). */
final class ObjectHeader {
    static final int DATASPACE = 0x01;
    static final int DATATYPE = 0x03;
    static final int FILL_VALUE = 0x05;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int SYMBOL_TABLE = 0x11;

    private static final int MOST_BYTES = 0xffff;

    private final List<Block> messages = new ArrayList<>();

    /** Adds a message; {@code constant} where it never changes as long as the object lives. */
    ObjectHeader add(int type, Block content, boolean constant) {
        content.pad();
        if (content.length() > MOST_BYTES) {
            throw new IllegalArgumentException("A message of an object has at most " + MOST_BYTES + " bytes, not "
                    + content.length() + ": a name or an attribute is too long");
        }
        messages.add(new Block()
                .put2(type)
                .put2(content.length())
                .put1(constant ? 1 : 0)
                .zeros(3)
                .put(content));
        return this;
    }

    Block block() {
        Block body = new Block();
        messages.forEach(body::put);
        return new Block()
                .put1(1)
                .zeros(1)
                .put2(messages.size())
                .put4(1)
                .put4(body.length())
                .zeros(4)
                .put(body);
    }
}
