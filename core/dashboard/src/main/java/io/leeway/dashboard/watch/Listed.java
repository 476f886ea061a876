package io.leeway.dashboard.watch;

import java.nio.file.Path;

/**
 * A run or a sweep that is in the folder.
 *
 * @param id the name of its folder, by which the page asks for it
 * @param kind what it is
 * @param path its folder
 * @param changed when a file of it was made or replaced last, in milliseconds since 1970
 * @param locked whether it has the file whose lock a process that works in it holds
 */
public record Listed(String id, Kind kind, Path path, long changed, boolean locked) {
    /** What there is. */
    public enum Kind {
        /** An experiment's run. */
        RUN,
        /** A sweep. */
        SWEEP
    }
}
