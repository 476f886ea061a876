/** HDF5 files read within bounds, over jHDF. */
@NullMarked
package io.leeway.datasets.hdf5.input;

import org.jspecify.annotations.NullMarked;
