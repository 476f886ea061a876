/** The chunks of an array in an HDF5 file: the indexes that say where they are. */
@NullMarked
package io.leeway.datasets.hdf5.chunk;

import org.jspecify.annotations.NullMarked;
