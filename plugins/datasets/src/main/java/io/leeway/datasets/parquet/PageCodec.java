package io.leeway.datasets.parquet;

import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.leeway.spi.LeewayException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** The compression of pages; what is written depends on the numbers alone. */
final class PageCodec {
    /** What can be read. */
    static final Set<CompressionCodec> READ = Set.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4_RAW);

    private PageCodec() {}

    /** Returns the compressed bytes. */
    static byte[] compress(CompressionCodec codec, byte[] bytes) {
        return switch (codec) {
            case UNCOMPRESSED -> bytes;
            case ZSTD -> {
                ZstdCompressor compressor = new ZstdCompressor();
                byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
                int size = compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length);
                yield Arrays.copyOf(packed, size);
            }
            case SNAPPY -> {
                SnappyCompressor compressor = new SnappyCompressor();
                byte[] packed = new byte[compressor.maxCompressedLength(bytes.length)];
                int size = compressor.compress(bytes, 0, bytes.length, packed, 0, packed.length);
                yield Arrays.copyOf(packed, size);
            }
            default -> throw new IllegalArgumentException("Nothing is written with " + codec);
        };
    }

    /**
     * Returns the bytes of a page.
     *
     * @param size how many there must be
     * @throws IOException if they are damaged
     * @throws RuntimeException of a decompressor if they are damaged
     */
    static byte[] decompress(CompressionCodec codec, byte[] packed, int from, int length, int size) throws IOException {
        if (codec == CompressionCodec.UNCOMPRESSED) {
            return Arrays.copyOfRange(packed, from, from + length);
        }
        byte[] bytes = new byte[size];
        int found =
                switch (codec) {
                    case SNAPPY -> new SnappyDecompressor().decompress(packed, from, length, bytes, 0, size);
                    case ZSTD -> new ZstdDecompressor().decompress(packed, from, length, bytes, 0, size);
                    case LZ4_RAW -> new Lz4Decompressor().decompress(packed, from, length, bytes, 0, size);
                    case GZIP -> {
                        try (GZIPInputStream stream =
                                new GZIPInputStream(new ByteArrayInputStream(packed, from, length))) {
                            yield stream.readNBytes(bytes, 0, size);
                        }
                    }
                    default -> throw new LeewayException("Pages compressed by " + codec + " are not read");
                };
        if (found != size) {
            throw new IOException("a page has " + found + " bytes instead of " + size);
        }
        return bytes;
    }
}
