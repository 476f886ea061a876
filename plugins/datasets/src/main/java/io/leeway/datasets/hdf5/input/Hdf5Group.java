package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.Link;
import io.leeway.datasets.hdf5.format.Links;
import io.leeway.datasets.hdf5.format.ObjectHeader;
import io.leeway.spi.LeewayException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group of an HDF5 file that is read: other groups and arrays by name. Not for several threads. */
public final class Hdf5Group {
    private final FileBytes file;
    private final ObjectHeader header;
    private final String path;
    private @Nullable Map<String, Link> links;
    private @Nullable ObjectHeader last;

    Hdf5Group(FileBytes file, ObjectHeader header, String path) {
        this.file = file;
        this.header = header;
        this.path = path;
    }

    /** Returns where in the file this is, such as {@code /episode_0}; empty for the root. */
    public String path() {
        return path;
    }

    /** Returns the names of what is in this group. */
    public List<String> names() {
        return List.copyOf(links().keySet());
    }

    private Map<String, Link> links() {
        Map<String, Link> known = links;
        if (known == null) {
            known = Guard.read(file, path + "/", () -> Links.of(header));
            links = known;
        }
        return known;
    }

    /** Returns a group in this one, or null where there is none of that name. */
    public @Nullable Hdf5Group group(String name) {
        ObjectHeader child = child(name);
        return child != null && child.isGroup() ? new Hdf5Group(file, child, path + "/" + name) : null;
    }

    /** Returns an array in this group, or null where there is none of that name. */
    public @Nullable Hdf5Array array(String name) {
        ObjectHeader child = child(name);
        return child != null && child.isArray() ? new Hdf5Array(file, child, path + "/" + name) : null;
    }

    private @Nullable ObjectHeader child(String name) {
        Link link = links().get(name);
        if (link == null) {
            return null;
        } else if (link.isElsewhere()) {
            throw new LeewayException(file.path() + ": " + path + "/" + name + " is a link to " + link.elsewhere()
                    + ", which is not followed: copy what it leads to in its place (h5copy, or h5py's copy with"
                    + " expand_soft and expand_external)");
        }
        ObjectHeader known = last;
        if (known == null || known.address() != link.address()) {
            known = Guard.read(file, path + "/" + name, () -> ObjectHeader.read(file, link.address()));
            last = known;
        }
        return known;
    }

    /** Returns the attributes. */
    public Hdf5Attributes attributes() {
        return Guard.read(file, "an attribute of " + path + "/", () -> Hdf5Attributes.of(header));
    }
}
