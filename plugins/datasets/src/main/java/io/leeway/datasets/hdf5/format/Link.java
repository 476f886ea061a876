package io.leeway.datasets.hdf5.format;

/**
 * The place of an object in a group.
 *
 * @param address of its header; {@link Cursor#NOWHERE} for one that is elsewhere
 * @param elsewhere what a link that is not followed leads to, or nothing
 */
public record Link(long address, String elsewhere) {
    /** Returns whether it leads to another place or file. */
    public boolean isElsewhere() {
        return !elsewhere.isEmpty();
    }
}
