package io.leeway.report;

/** A part of a report, shown under its own heading. */
public sealed interface Section permits Facts, ResultTable, DataTable, Charts, TrajectoryMap, Documents, Notes {
    /** Returns the heading. */
    String title();

    /** Returns whether there is nothing to show, so that the section is left out. */
    default boolean isEmpty() {
        return false;
    }

    /** Returns a copy without anything that differs between two runs of the same seed. */
    default Section withoutTimings() {
        return this;
    }
}
