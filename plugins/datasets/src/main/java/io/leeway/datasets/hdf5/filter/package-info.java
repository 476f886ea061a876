/** The inverses of the filters that the chunks of HDF5 files are encoded with. */
@NullMarked
package io.leeway.datasets.hdf5.filter;

import org.jspecify.annotations.NullMarked;
