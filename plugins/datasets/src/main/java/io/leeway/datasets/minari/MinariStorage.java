package io.leeway.datasets.minari;

/** The storages of Minari that are read. */
enum MinariStorage {
    /** One HDF5 file with a group an episode. */
    HDF5,
    /** One folder an episode, with one Arrow file and the episode's metadata. */
    ARROW
}
