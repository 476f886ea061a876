/**
 * The structures of an HDF5 file: see the HDF5 File Format Specification, version 4.0, whose section numbers are given.
 *
 * <p>Nothing is allocated that the file does not hold, and what is wrong is one of two errors:
 * {@link io.leeway.datasets.hdf5.format.DamagedException} where the bytes make no sense, and
 * {@link io.leeway.datasets.hdf5.format.UnreadException} where they may, but are of a kind that is not read here.
 */
@NullMarked
package io.leeway.datasets.hdf5.format;

import org.jspecify.annotations.NullMarked;
