package io.leeway.datasets.hdf5.chunk;

/**
 * A chunk in the file.
 *
 * @param bytes how many it has there
 * @param mask a bit for each filter that it was not encoded with
 */
public record Chunk(long address, int bytes, int mask) {}
