/**
 * HDF5 files written an array's rows at a time, with about a mebibyte in memory for each array that is not finished.
 *
 * <p>What is written is the oldest form of the format, as h5py writes it by default, so that every reader knows it: see
 * the HDF5 File Format Specification, version 3.0, whose section numbers are given.
 *
 * <p>jHDF writes too: groups, and arrays in chunks with gzip and shuffle, which h5py reads back to the bit. This writer
 * begins where that of jHDF 0.13.0 ends:
 *
 * <ul>
 *   <li>It takes an array whole, copies a chunked one into a single buffer of at most 2 GiB, and keeps every array
 *       until the file is closed. A dataset is to be written episode by episode, and need not fit into memory.
 *   <li>An array's size is fixed when it is made: no rows can be appended, and one without rows cannot be in chunks.
 *   <li>Flags become bit fields, which h5py reads as uint8. D4RL's and Minari's are h5py's bool.
 *   <li>Text in attributes has a fixed length and is read by h5py as bytes, where Minari expects str. There are no
 *       attributes that are flags or hold integers above 2⁶³ - 1, which seeds are.
 *   <li>Every file names the operating system and processor that wrote it, so that the same dataset has other bytes
 *       elsewhere.
 * </ul>
 */
@NullMarked
package io.leeway.datasets.hdf5.output;

import org.jspecify.annotations.NullMarked;
