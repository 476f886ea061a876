package io.leeway.datasets.hdf5.format;

/**
 * A message of an object's header, not looked into.
 *
 * @param type what it is about
 * @param shared whether its content only says where it is
 * @param content its bytes
 */
public record Message(int type, boolean shared, Cursor content) {
    static final int DATASPACE = 0x01;
    static final int LINK_INFORMATION = 0x02;
    static final int DATATYPE = 0x03;
    static final int OLD_FILL_VALUE = 0x04;
    static final int FILL_VALUE = 0x05;
    static final int LINK = 0x06;
    static final int EXTERNAL_FILES = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int CONTINUATION = 0x10;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFORMATION = 0x15;
}
