package io.leeway.datasets.hdf5.output;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The attributes of one object, by name. */
final class Attributes {
    private static final int VERSION = 1;

    private final Map<String, AttributeData> values = new LinkedHashMap<>();

    void put(String name, AttributeData value) {
        if (value.bytes() > AttributeData.MOST_BYTES) {
            throw new IllegalArgumentException("The attribute '" + name + "' takes " + value.bytes()
                    + " bytes, but at most " + AttributeData.MOST_BYTES + " fit a header");
        }
        values.put(name, value);
    }

    /** Writes what does not fit a header, and adds a message for each attribute. */
    void write(OutputFile file, ObjectHeader header) {
        values.forEach((name, value) -> header.add(ObjectHeader.ATTRIBUTE, message(file, name, value), false));
    }

    private static Block message(OutputFile file, String name, AttributeData value) {
        Block type = value.datatype();
        Block space = value.space();
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return new Block()
                .put1(VERSION)
                .put1(0)
                .put2(text.length + 1)
                .put2(type.length())
                .put2(space.length())
                .put(text)
                .put1(0)
                .pad()
                .put(type)
                .pad()
                .put(space)
                .put(value.data(file));
    }
}
