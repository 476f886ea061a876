package io.leeway.datasets.hdf5.input;

import io.leeway.datasets.hdf5.chunk.Chunk;
import io.leeway.datasets.hdf5.chunk.ChunkTable;
import io.leeway.datasets.hdf5.filter.ChunkDecoder;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.Dataspace;
import io.leeway.datasets.hdf5.format.FileBytes;
import io.leeway.datasets.hdf5.format.Filter;
import io.leeway.datasets.hdf5.format.Layout;
import io.leeway.datasets.hdf5.format.UnreadException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An array in chunks. Chunks beside each other are a band of whole rows; the band that was read last is kept, so that
 * reading on decodes each chunk once.
 */
final class ChunkedBytes implements ArrayBytes {
    private static final long MOST_BAND_BYTES = 1 << 30;
    private static final long HARMLESS_BYTES = 1 << 26;

    private final FileBytes file;
    private final Shape shape;
    private final int[] dimensions;
    private final int[] chunk;
    private final List<Filter> filters;
    private final boolean edgesPlain;
    private final int bandRows;
    private final int chunkBytes;
    private final ChunkTable chunks;
    private byte @Nullable [] band;
    private long bandIndex = -1;

    ChunkedBytes(FileBytes file, Layout.Chunked layout, Dataspace space, List<Filter> filters, Shape shape) {
        this.file = file;
        this.shape = shape;
        this.filters = filters;
        this.edgesPlain = layout.edgesPlain();
        this.dimensions = space.dimensions().stream().mapToInt(Math::toIntExact).toArray();
        this.chunk = layout.chunk().stream().mapToInt(Math::toIntExact).toArray();
        if (chunk.length != dimensions.length || Arrays.stream(chunk).anyMatch(size -> size < 1)) {
            throw new DamagedException("it has chunks of the shape " + layout.chunk());
        }
        this.bandRows = (int) Math.min(chunk[0], Math.max(1, shape.rows()));
        this.chunkBytes = check();
        new ChunkDecoder(filters, shape.elementBytes()).close();
        this.chunks = ChunkTable.read(file, layout, space, chunkBytes, !filters.isEmpty());
    }

    /** Returns how many bytes a chunk has, if it can be read. */
    private int check() {
        long each = shape.elementBytes();
        for (int size : chunk) {
            each = Math.multiplyExact(each, (long) size);
        }
        long claimed = Math.max(each, (long) bandRows * shape.rowBytes());
        long held = Math.max(HARMLESS_BYTES, Math.multiplyExact(ChunkDecoder.greatestInflation(filters), file.size()));
        long all = Math.multiplyExact(shape.rows(), (long) shape.rowBytes());
        if (claimed > MOST_BAND_BYTES) {
            throw new UnreadException("claims chunks of " + claimed + " bytes in a file of " + file.size()
                    + " bytes; at most " + MOST_BAND_BYTES
                    + " are read at once: repack it with smaller chunks ('h5repack -l CHUNK=… OLD NEW')");
        } else if (each > held || all / held > file.size()) {
            throw new DamagedException(
                    "it claims " + all + " bytes in chunks of " + each + ", in a file of " + file.size() + " bytes");
        }
        return (int) each;
    }

    @Override
    public void read(long firstRow, int rows, byte[] target) {
        int rowBytes = shape.rowBytes();
        int done = 0;
        while (done < rows) {
            long row = firstRow + done;
            long index = row / bandRows;
            int from = (int) (row - index * bandRows);
            int count = Math.min(rows - done, bandRows - from);
            byte[] decoded = index == bandIndex ? band : null;
            if (decoded == null) {
                decoded = decode(index);
                band = decoded;
                bandIndex = index;
            }
            System.arraycopy(decoded, from * rowBytes, target, done * rowBytes, count * rowBytes);
            done += count;
        }
    }

    @Override
    public Stream<Rows> blocks() {
        return Rows.blocks(shape.rows(), bandRows);
    }

    @Override
    public byte[] block(Rows rows) {
        return decode(rows.first() / bandRows);
    }

    /** Decodes all chunks of a band into whole rows; the array may be longer. */
    private byte[] decode(long index) {
        int[] offset = new int[dimensions.length];
        offset[0] = Math.toIntExact(index * bandRows);
        byte[] rows = new byte[bandRows * shape.rowBytes()];
        shape.fill(rows, rows.length);
        try (ChunkDecoder decoder = new ChunkDecoder(filters, shape.elementBytes())) {
            do {
                place(decoder, offset, rows);
            } while (next(offset));
        } catch (DamagedException e) {
            throw new DamagedException("in its rows from " + index * bandRows + " to "
                    + (index * bandRows + bandRows - 1) + ": " + e.getMessage());
        }
        return rows;
    }

    /** Moves on to the next chunk of the band. */
    private boolean next(int[] offset) {
        for (int i = offset.length - 1; i > 0; i--) {
            offset[i] += chunk[i];
            if (offset[i] < dimensions[i]) {
                return true;
            }
            offset[i] = 0;
        }
        return false;
    }

    private void place(ChunkDecoder decoder, int[] offset, byte[] rows) {
        Chunk found = chunks.at(offset);
        if (found == null) {
            return;
        }
        byte[] raw = decoder.begin(found.bytes(), chunkBytes);
        file.read(found.address(), raw, 0, found.bytes());
        boolean plain = edgesPlain && reachesBeyond(offset);
        byte[] decoded = decoder.decode(plain ? -1 : found.mask(), chunkBytes);
        copy(decoded, 0, 1, bandRows, 0, shape.rowBytes(), offset, rows);
    }

    private boolean reachesBeyond(int[] offset) {
        for (int i = 0; i < offset.length; i++) {
            if ((long) offset[i] + chunk[i] > dimensions[i]) {
                return true;
            }
        }
        return false;
    }

    /** Copies a chunk's part of each dimension in turn, down to runs of the last. */
    private void copy(
            byte[] decoded, int from, int dimension, int count, int to, int stride, int[] offset, byte[] rows) {
        int chunkStride = shape.elementBytes();
        boolean whole = true;
        for (int i = dimension; i < chunk.length; i++) {
            chunkStride *= chunk[i];
            whole &= chunk[i] == dimensions[i];
        }
        if (whole) {
            System.arraycopy(decoded, from, rows, to, count * chunkStride);
            return;
        }
        for (int i = 0; i < count; i++) {
            int source = from + i * chunkStride;
            int target = to + i * stride;
            int inner = stride / dimensions[dimension];
            int within = Math.min(chunk[dimension], dimensions[dimension] - offset[dimension]);
            copy(decoded, source, dimension + 1, within, target + offset[dimension] * inner, inner, offset, rows);
        }
    }
}
