package io.leeway.datasets.file;

import io.leeway.spi.LeewayException;

/** The bound on what may be read into memory, checked before it is tried. */
public final class MemoryLimit {
    private static final double MEBIBYTE = 1 << 20;

    private MemoryLimit() {}

    /**
     * Checks that there is room.
     *
     * @param what begins the error
     */
    public static void check(String what, double bytes) {
        double most = Runtime.getRuntime().maxMemory();
        if (bytes > most) {
            throw new LeewayException(what + " takes " + Math.round(bytes / MEBIBYTE) + " MiB, but there are "
                    + Math.round(most / MEBIBYTE) + " MiB of memory: give Java more (-Xmx)");
        }
    }
}
