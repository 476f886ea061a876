package io.leeway.datasets.hdf5.output;

/** A group or an array that is being written. */
interface OutputNode {
    Attributes attributes();

    /** Writes what is left and the header, and returns the header's address. */
    long finish(OutputFile file);
}
