package io.leeway.datasets.hdf5.input;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.exceptions.HdfException;
import io.jhdf.filter.PipelineFilterWithData;
import io.leeway.spi.LeewayException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/**
 * An array in chunks. Chunks beside each other are a band of whole rows; the band that was read last is kept, so that
 * reading on decodes each chunk once.
 */
final class ChunkedBytes implements ArrayBytes {
    private static final long MOST_BAND_BYTES = 1 << 30;

    private final Hdf5Input input;
    private final String path;
    private final ChunkedDataset dataset;
    private final Layout layout;
    private final int[] dimensions;
    private final int[] chunk;
    private final List<PipelineFilterWithData> filters;
    private final int bandRows;
    private final int chunkBytes;
    private final boolean wholeRows;
    private byte @Nullable [] band;
    private long bandIndex = -1;

    ChunkedBytes(Hdf5Input input, String path, ChunkedDataset dataset, Layout layout) {
        this.input = input;
        this.path = path;
        this.dataset = dataset;
        this.layout = layout;
        this.dimensions = Arrays.stream(dataset.getDimensionsAsLong())
                .mapToInt(size -> (int) Math.min(size, Integer.MAX_VALUE))
                .toArray();
        this.chunk = dataset.getChunkDimensions();
        this.filters = dataset.getFilters();
        this.bandRows = chunk.length == 0 ? 0 : (int) Math.min(chunk[0], Math.max(1, layout.rows()));
        this.chunkBytes = check();
        this.wholeRows = Arrays.equals(chunk, 1, chunk.length, dimensions, 1, dimensions.length);
    }

    /** Returns how many bytes a chunk has, if it can be read. */
    private int check() {
        if (chunk.length != dimensions.length || Arrays.stream(chunk).anyMatch(size -> size < 1)) {
            throw problem("has chunks of the shape " + Arrays.toString(chunk));
        }
        long each = layout.elementBytes();
        for (int size : chunk) {
            each = Math.multiplyExact(each, (long) size);
        }
        long claimed = Math.max(each, (long) bandRows * layout.rowBytes());
        long held = Math.multiplyExact(ChunkDecoder.greatestInflation(filters), input.size());
        if (claimed > MOST_BAND_BYTES || each > held) {
            throw problem("claims chunks of " + claimed + " bytes in a file of " + input.size()
                    + " bytes; at most " + MOST_BAND_BYTES + " are read at once: repack it with smaller chunks"
                    + " ('h5repack -l CHUNK=…')");
        }
        double chunks = 1;
        for (int i = 0; i < chunk.length; i++) {
            chunks *= Math.ceil((double) dimensions[i] / chunk[i]);
        }
        ChunkIndexCheck.check(input, path, dataset, chunks);
        return (int) each;
    }

    private LeewayException problem(String text) {
        return new LeewayException(input.path() + ": " + path + " " + text);
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public void read(long firstRow, int rows, byte[] target) {
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
            System.arraycopy(decoded, from * rowBytes(), target, done * rowBytes(), count * rowBytes());
            done += count;
        }
    }

    @Override
    public Stream<Rows> blocks() {
        return Rows.blocks(layout.rows(), bandRows);
    }

    @Override
    public ByteBuffer block(Rows rows) {
        return ByteBuffer.wrap(decode(rows.first() / bandRows), 0, rows.count() * rowBytes());
    }

    /** Decodes all chunks of a band into whole rows, little-endian; the array may be longer. */
    private byte[] decode(long index) {
        int[] offset = new int[dimensions.length];
        offset[0] = Math.toIntExact(index * bandRows);
        byte[] rows;
        try (ChunkDecoder decoder = new ChunkDecoder(input.path() + ": " + path, filters, layout.elementBytes())) {
            ByteBuffer raw = wholeRows ? raw(offset) : null;
            if (raw != null) {
                rows = decoder.decode(raw, chunkBytes);
            } else {
                rows = new byte[bandRows * rowBytes()];
                do {
                    place(decoder, offset, rows);
                } while (next(offset));
            }
        } catch (DataFormatException e) {
            throw new LeewayException(
                    input.path() + ": " + path + " is damaged in its rows from " + offset[0] + " to "
                            + (offset[0] + bandRows - 1) + " (" + e.getMessage()
                            + "). Copy or download the file again, whole",
                    e);
        }
        layout.toLittleEndian(rows);
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

    private void place(ChunkDecoder decoder, int[] offset, byte[] rows) throws DataFormatException {
        ByteBuffer raw = raw(offset);
        if (raw == null) {
            return;
        }
        byte[] decoded = decoder.decode(raw, chunkBytes);
        copy(decoded, 0, 1, bandRows, 0, layout.rowBytes(), offset, rows);
    }

    /** Copies a chunk's part of each dimension in turn, down to runs of the last. */
    private void copy(
            byte[] decoded, int from, int dimension, int count, int to, int stride, int[] offset, byte[] rows) {
        int chunkStride = layout.elementBytes();
        for (int i = dimension; i < chunk.length; i++) {
            chunkStride *= chunk[i];
        }
        for (int i = 0; i < count; i++) {
            int source = from + i * chunkStride;
            int target = to + i * stride;
            if (dimension == chunk.length) {
                System.arraycopy(decoded, from, rows, to, count * layout.elementBytes());
                return;
            }
            int inner = stride / dimensions[dimension];
            int within = Math.min(chunk[dimension], dimensions[dimension] - offset[dimension]);
            copy(decoded, source, dimension + 1, within, target + offset[dimension] * inner, inner, offset, rows);
        }
    }

    /** Returns a chunk as the file has it, or null where it was never written and is 0. */
    private @Nullable ByteBuffer raw(int[] offset) {
        try {
            return dataset.getRawChunkBuffer(offset);
        } catch (HdfException e) {
            if (String.valueOf(e.getMessage()).startsWith("No chunk with offset")) {
                return null;
            }
            throw e;
        }
    }
}
