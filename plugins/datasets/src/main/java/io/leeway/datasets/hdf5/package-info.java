/**
 * HDF5 files: read within bounds over jHDF, and written an array's rows at a time, which jHDF cannot.
 *
 * <p>What is written is the oldest form of the format, as h5py writes it by default, so that every reader knows it: see the HDF5
 * File Format Specification, version 3.0, whose section numbers are given.
 */
@NullMarked
package io.leeway.datasets.hdf5;

import org.jspecify.annotations.NullMarked;
