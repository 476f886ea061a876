package io.leeway.datasets.hdf5.output;

import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** An array that is being written: full chunks are in the file, the last one is here. */
final class OutputArray implements OutputNode {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int FIRST_BYTES = 1 << 12;
    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;

    private final ElementType type;
    private final List<Integer> shape;
    private final int rowBytes;
    private final int mostRows;
    private final ChunkEncoder encoder;
    private final int compression;
    private final ChunkTree chunks;
    private final Attributes attributes = new Attributes();
    private byte[] chunk;
    private int filled;
    private long rows;
    private long rowsWritten;

    OutputArray(Column like, int compression) {
        this.type = like.type();
        this.shape = like.shape();
        this.rowBytes = Math.multiplyExact(like.rowSize(), type.bytes());
        this.mostRows = Math.max(1, CHUNK_BYTES / rowBytes);
        this.compression = compression;
        this.encoder = new ChunkEncoder(type.bytes(), compression);
        this.chunks = new ChunkTree(1 + shape.size(), type.bytes());
        this.chunk = new byte[Math.min(FIRST_BYTES, mostRows * rowBytes)];
    }

    boolean holds(Column column) {
        return column.type() == type && column.shape().equals(shape);
    }

    String description() {
        return type + " " + shape;
    }

    void append(Column column, OutputFile file) {
        ByteBuffer bytes = column.bytes();
        int full = mostRows * rowBytes;
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), full - filled);
            if (filled + count > chunk.length) {
                chunk = Arrays.copyOf(chunk, Math.min(full, Math.max(filled + count, 2 * chunk.length)));
            }
            bytes.get(chunk, filled, count);
            filled += count;
            if (filled == full) {
                writeChunk(file, full);
            }
        }
        rows += column.rows();
    }

    /** Writes the chunk, filled up with zeros to so many bytes. */
    private void writeChunk(OutputFile file, int bytes) {
        if (chunk.length < bytes) {
            chunk = Arrays.copyOf(chunk, bytes);
        }
        Arrays.fill(chunk, filled, bytes, (byte) 0);
        ByteBuffer encoded = encoder.encode(chunk, bytes);
        int length = encoded.remaining();
        chunks.add(file.append(encoded), rowsWritten, length);
        rowsWritten += bytes / rowBytes;
        filled = 0;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public long finish(OutputFile file) {
        int chunkRows = chunks.isEmpty() ? Math.max(1, filled / rowBytes) : mostRows;
        if (filled > 0) {
            writeChunk(file, chunkRows * rowBytes);
        }
        chunk = new byte[0];
        encoder.close();
        ObjectHeader header = new ObjectHeader()
                .add(ObjectHeader.DATASPACE, dataspace(), false)
                .add(ObjectHeader.DATATYPE, NumberType.of(type), true)
                .add(
                        ObjectHeader.FILL_VALUE,
                        new Block().put1(2).put1(3).put1(2).put1(1).put4(0),
                        true);
        if (compression > 0) {
            header.add(ObjectHeader.FILTERS, filters(), true);
        }
        header.add(ObjectHeader.LAYOUT, layout(chunks.write(file), chunkRows), true);
        attributes.write(file, header);
        return file.append(header.block());
    }

    /** Section IV.A.2.b: the first dimension may grow. */
    private Block dataspace() {
        Block space =
                new Block().put1(1).put1(1 + shape.size()).put1(1).zeros(5).put8(rows);
        shape.forEach(space::put8);
        space.put8(Block.NOWHERE);
        shape.forEach(space::put8);
        return space;
    }

    /** Section IV.A.2.l. */
    private Block filters() {
        return new Block()
                .put1(1)
                .put1(2)
                .zeros(6)
                .put2(SHUFFLE)
                .put2(8)
                .put2(1)
                .put2(1)
                .text("shuffle")
                .pad()
                .put4(type.bytes())
                .zeros(4)
                .put2(DEFLATE)
                .put2(8)
                .put2(1)
                .put2(1)
                .text("deflate")
                .pad()
                .put4(compression)
                .zeros(4);
    }

    /** Section IV.A.2.i, version 3. */
    private Block layout(long tree, int chunkRows) {
        Block layout =
                new Block().put1(3).put1(2).put1(2 + shape.size()).put8(tree).put4(chunkRows);
        shape.forEach(layout::put4);
        return layout.put4(type.bytes());
    }
}
