package io.leeway.datasets.hdf5.filter;

import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.leeway.datasets.hdf5.format.DamagedException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A compression of blocks whose decoded size is known. */
@FunctionalInterface
interface Codec {
    /** Decodes a block that is encoded, into exactly so many bytes. */
    void decodeBlock(byte[] bytes, int at, int size, byte[] target, int to, int length);

    /** Decodes a block; one of full size was left alone. */
    default void decode(byte[] bytes, int at, int size, byte[] target, int to, int length) {
        if (size == length) {
            System.arraycopy(bytes, at, target, to, length);
        } else {
            decodeBlock(bytes, at, size, target, to, length);
        }
    }

    static Codec lz4() {
        return of(new Lz4Decompressor(), "LZ4");
    }

    static Codec snappy() {
        return of(new SnappyDecompressor(), "Snappy");
    }

    static Codec zstd() {
        return of(new ZstdDecompressor(), "Zstandard");
    }

    private static Codec of(Decompressor decompressor, String name) {
        return (bytes, at, size, target, to, length) -> {
            try {
                check(name, decompressor.decompress(bytes, at, size, target, to, length), length);
            } catch (MalformedInputException | IllegalArgumentException e) {
                throw new DamagedException("a block in " + name + " makes no sense: " + e.getMessage());
            }
        };
    }

    static Codec zlib() {
        return (bytes, at, size, target, to, length) -> {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(bytes, at, size);
                check("zlib", inflater.inflate(target, to, length), length);
            } catch (DataFormatException e) {
                throw new DamagedException("a block in zlib makes no sense: " + e.getMessage());
            } finally {
                inflater.end();
            }
        };
    }

    /** Returns BloscLZ, a relative of FastLZ. */
    static Codec bloscLz() {
        return (bytes, at, size, target, to, length) ->
                check("BloscLZ", new BloscLz(bytes, at, at + size, target, to, to + length).decode(), length);
    }

    private static void check(String name, int found, int length) {
        if (found != length) {
            throw new DamagedException("a block in " + name + " has " + found + " bytes, not " + length);
        }
    }
}
