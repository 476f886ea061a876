package io.leeway.datasets.hdf5.output;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import java.math.BigInteger;
import java.nio.file.Path;

/**
 * A writer of an HDF5 file, by appending rows to arrays; aside of its place until {@link #commit}.
 *
 * <p>A path names an array or a group from the root, such as {@code episode_0/observations/desired_goal}; the root's is
 * empty. Arrays are cut into chunks along their rows; full chunks go to the file at once, so that about a mebibyte for
 * each array that is not finished is in memory. The same calls give the same bytes.
 */
public final class Hdf5Output implements AutoCloseable {
    private static final int SUPERBLOCK_BYTES = 96;

    private final OutputFile file;
    private final int compression;
    private final OutputGroup root = new OutputGroup();

    private Hdf5Output(OutputFile file, int compression) {
        this.file = file;
        this.compression = compression;
        file.reserve(SUPERBLOCK_BYTES);
    }

    /**
     * Begins a file.
     *
     * @param compression deflate's level, from 1 (fast) to 9; 0 for none
     * @throws LeewayException if it cannot be written
     */
    public static Hdf5Output create(Path file, int compression) {
        return new Hdf5Output(new OutputFile(file), compression);
    }

    /**
     * Sets an attribute of a group, which is made if need be, or of an array.
     *
     * @param value a String, Long, Double, Boolean, or a BigInteger from 0 to 2⁶⁴ - 1
     */
    public void attribute(String path, String name, Object value) {
        String type = value instanceof String
                ? "text"
                : value instanceof Boolean
                        ? "bool"
                        : value instanceof Long ? "int64" : value instanceof BigInteger ? "uint64" : "float64";
        attribute(path, name, type, value);
    }

    /**
     * Sets an attribute of a type.
     *
     * @param type {@code text}, {@code bool}, or what NumPy calls the numbers
     * @param value a String, Long, BigInteger, Float, Double or Boolean, or a list of them, nested by dimension
     */
    public void attribute(String path, String name, String type, Object value) {
        node(path).attributes().put(name, new AttributeData(type, value));
    }

    /** Returns whether an attribute is small enough to be written. */
    public static boolean fits(String type, Object value) {
        return new AttributeData(type, value).bytes() <= AttributeData.MOST_BYTES;
    }

    /**
     * Appends rows to an array, which is made at first, with the groups that it is in.
     *
     * @throws LeewayException if the disk is full
     * @throws IllegalArgumentException if the array has another type or shape of rows, or a group has that name
     */
    public void append(String path, Column rows) {
        int slash = path.lastIndexOf('/');
        OutputGroup parent = group(slash < 0 ? "" : path.substring(0, slash));
        String name = path.substring(slash + 1);
        OutputNode child = parent.child(name);
        if (child == null) {
            child = new OutputArray(rows, compression);
            parent.add(name, child);
        }
        if (!(child instanceof OutputArray array)) {
            throw new IllegalArgumentException(path + " is a group, to which no rows can be appended");
        } else if (!array.holds(rows)) {
            throw new IllegalArgumentException(
                    path + " holds rows of " + array.description() + ", not of " + rows.type() + " " + rows.shape());
        }
        array.append(rows, file);
    }

    /** Makes a group, and those that it is in, where they are not yet. */
    public void makeGroup(String path) {
        group(path);
    }

    /** Ends a group with all that is in it, or an array: it gets no more, and takes no more memory. */
    public void finish(String path) {
        int slash = path.lastIndexOf('/');
        group(slash < 0 ? "" : path.substring(0, slash)).finishChild(path.substring(slash + 1), file);
    }

    private OutputNode node(String path) {
        int slash = path.lastIndexOf('/');
        OutputGroup parent = group(slash < 0 ? "" : path.substring(0, slash));
        OutputNode child = path.isEmpty() ? parent : parent.child(path.substring(slash + 1));
        return child == null ? group(path) : child;
    }

    private OutputGroup group(String path) {
        OutputGroup group = root;
        for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            OutputNode child = group.child(name);
            if (child == null) {
                child = new OutputGroup();
                group.add(name, child);
            }
            if (!(child instanceof OutputGroup inner)) {
                throw new IllegalArgumentException(path + " leads through '" + name + "', which is an array");
            }
            group = inner;
        }
        return group;
    }

    /**
     * Ends the file and moves it into place.
     *
     * @throws LeewayException if the disk is full, or there is a file already
     */
    public void commit() {
        long header = root.finish(file);
        file.replace(superblock(header), 0);
        file.commit();
    }

    /** Section II.A, version 0. */
    private Block superblock(long rootHeader) {
        return new Block()
                .put8(0x0a1a0a0d46444889L)
                .zeros(5)
                .put1(8)
                .put1(8)
                .zeros(1)
                .put2(SymbolTable.LEAF_HALF)
                .put2(SymbolTable.NODE_HALF)
                .put4(0)
                .put8(0)
                .put8(Block.NOWHERE)
                .put8(file.end())
                .put8(Block.NOWHERE)
                .put8(0)
                .put8(rootHeader)
                .zeros(24);
    }

    @Override
    public void close() {
        file.close();
    }
}
