package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.UnreadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The inverse of an array's filters, in as many bytes as a chunk has and little more. Not for several threads. */
public final class ChunkDecoder implements AutoCloseable {
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int CHECKSUM = 3;
    private static final int NBIT = 5;
    private static final int SCALE_OFFSET = 6;
    private static final int LZF = 32000;
    private static final int BLOSC = 32001;
    private static final int LZ4 = 32004;
    private static final int BITSHUFFLE = 32008;
    private static final int ZSTD = 32015;
    private static final Set<Integer> DEFLATING = Set.of(DEFLATE, LZF);
    private static final Set<Integer> KEEPING = Set.of(SHUFFLE, CHECKSUM);
    private static final long DEFLATES = 1032;
    private static final long INFLATES = 1 << 20;

    private static final Map<Integer, String> NAMES = Map.of(
            4, "szip", 307, "bzip2", 32013, "zfp", 32017, "SZ", 32026, "blosc2", 32018, "fcidecomp", 32019, "JPEG");

    private final List<Inverse> inverses = new ArrayList<>();
    private final Scratch scratch = new Scratch();

    /**
     * Creates a decoder.
     *
     * @param filters in the order in which they were applied
     * @param elementBytes how many bytes an element of the array takes
     * @throws UnreadException if one of them is not known here, naming it
     */
    public ChunkDecoder(List<Filter> filters, int elementBytes) {
        for (Filter filter : filters) {
            inverses.add(inverse(filter, elementBytes));
        }
    }

    private static Inverse inverse(Filter filter, int elementBytes) {
        return switch (filter.id()) {
            case DEFLATE -> new Deflated();
            case SHUFFLE -> new Shuffled(filter.values().isEmpty() ? elementBytes : filter.value(0));
            case CHECKSUM -> new Fletcher();
            case NBIT -> new NBit(filter);
            case SCALE_OFFSET -> new ScaleOffset(filter);
            case LZF -> new Lzf();
            case BLOSC -> new Blosc();
            case LZ4 -> new Lz4();
            case BITSHUFFLE -> new BitShuffled(filter);
            case ZSTD -> new Zstd();
            default -> throw unread(filter);
        };
    }

    private static UnreadException unread(Filter filter) {
        String name = NAMES.getOrDefault(filter.id(), filter.name());
        String plugin = filter.id() < 256
                ? ""
                : ", in a Python with 'import hdf5plugin', or with its folder in HDF5_PLUGIN_PATH,";
        return new UnreadException("is compressed with " + (name.isEmpty() ? "a filter" : name) + " (filter "
                + filter.id() + "), which is not read: repack the file" + plugin
                + " with 'h5repack -f SHUF -f GZIP=4 OLD NEW'");
    }

    /** Returns how many times larger than in the file a chunk can be at most. */
    public static long greatestInflation(List<Filter> filters) {
        if (filters.stream().allMatch(filter -> KEEPING.contains(filter.id()))) {
            return 1;
        }
        boolean deflated =
                filters.stream().allMatch(filter -> KEEPING.contains(filter.id()) || DEFLATING.contains(filter.id()));
        return deflated ? DEFLATES : INFLATES;
    }

    /** Returns an array to read a chunk of so many bytes into, which then is decoded. */
    public byte[] begin(int size, int length) {
        return scratch.begin(size, length);
    }

    /**
     * Decodes the chunk that was read.
     *
     * @param mask a bit for each filter that the chunk was not encoded with
     * @param length how many bytes it must have
     * @return an array whose first bytes are the chunk, valid until the next call
     * @throws DamagedException if it is damaged
     */
    public byte[] decode(int mask, int length) {
        for (int i = inverses.size() - 1; i >= 0; i--) {
            if (i >= Integer.SIZE || (mask >>> i & 1) == 0) {
                inverses.get(i).undo(scratch, length);
            }
        }
        if (scratch.size() != length) {
            throw new DamagedException("a chunk has " + scratch.size() + " bytes, not " + length);
        }
        return scratch.bytes();
    }

    @Override
    public void close() {
        inverses.forEach(Inverse::close);
    }
}
