package io.leeway.datasets.hdf5.input;

import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.leeway.spi.LeewayException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A group of an HDF5 file that is read: other groups and arrays by name. */
public final class Hdf5Group {
    private static final int LONGEST_TEXT = 1 << 20;

    private final Hdf5Input input;
    private final Group group;
    private final String path;

    Hdf5Group(Hdf5Input input, Group group, String path) {
        this.input = input;
        this.group = group;
        this.path = path;
    }

    /** Returns where in the file this is, such as {@code /episode_0}; empty for the root. */
    public String path() {
        return path;
    }

    /** Returns the names of what is in this group. */
    public List<String> names() {
        return Guard.read(
                input.path(), path + "/", () -> List.copyOf(group.getChildren().keySet()));
    }

    /** Returns a group in this one, or null where there is none of that name. */
    public @Nullable Hdf5Group group(String name) {
        return child(name) instanceof Group inner ? new Hdf5Group(input, inner, path + "/" + name) : null;
    }

    /** Returns an array in this group, or null where there is none of that name. */
    public @Nullable Hdf5Array array(String name) {
        return child(name) instanceof Dataset array ? new Hdf5Array(input, array, path + "/" + name) : null;
    }

    private @Nullable Node child(String name) {
        Node[] found = new Node[1];
        Guard.read(input.path(), path + "/" + name, () -> {
            found[0] = group.getChildren().get(name);
            return name;
        });
        Node node = found[0];
        if (node != null && node.isLink()) {
            throw new LeewayException(input.path() + ": " + path + "/" + name
                    + " is a link, which is not followed: copy what it leads to in its place (h5copy, or h5py's"
                    + " copy with expand_soft and expand_external)");
        }
        return node;
    }

    /**
     * Returns the attributes that are single values: String, Long, Double, Boolean or BigInteger; others are left out.
     */
    public Map<String, Object> attributes() {
        Map<String, Object> values = new TreeMap<>();
        Guard.read(input.path(), "an attribute of " + path + "/", () -> {
            for (Map.Entry<String, Attribute> entry : group.getAttributes().entrySet()) {
                Attribute attribute = entry.getValue();
                if (attribute.isScalar() && attribute.getSizeInBytes() <= LONGEST_TEXT) {
                    Object value = plain(attribute.getData());
                    if (value != null) {
                        values.put(entry.getKey(), value);
                    }
                }
            }
            return values;
        });
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof String text && (text.equals("TRUE") || text.equals("FALSE"))) {
            return text.equals("TRUE");
        } else if (value instanceof Float || value instanceof Double) {
            return ((Number) value).doubleValue();
        } else if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        boolean known = value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof BigInteger;
        return known ? value : null;
    }
}
