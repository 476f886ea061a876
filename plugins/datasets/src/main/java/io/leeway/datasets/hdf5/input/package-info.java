/** HDF5 files read within bounds: groups, arrays some rows at a time, and attributes. */
@NullMarked
package io.leeway.datasets.hdf5.input;

import org.jspecify.annotations.NullMarked;
