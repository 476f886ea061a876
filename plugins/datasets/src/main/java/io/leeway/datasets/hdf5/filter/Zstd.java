package io.leeway.datasets.hdf5.filter;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.leeway.datasets.hdf5.format.DamagedException;

/** The inverse of Zstandard (filter 32015). */
final class Zstd implements Inverse {
    private static final int SPARE = 64;

    private final ZstdDecompressor decompressor = new ZstdDecompressor();

    @Override
    public void undo(Scratch scratch, int length) {
        byte[] target = scratch.target(length + SPARE);
        try {
            scratch.swap(decompressor.decompress(scratch.bytes(), 0, scratch.size(), target, 0, length + SPARE));
        } catch (MalformedInputException | IllegalArgumentException e) {
            throw new DamagedException("a chunk in Zstandard makes no sense: " + e.getMessage());
        }
    }
}
