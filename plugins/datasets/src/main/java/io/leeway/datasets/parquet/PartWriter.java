package io.leeway.datasets.parquet;

import io.leeway.spi.data.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** A writer of one Parquet file, a row group at a time. Its bytes depend on what is written alone. */
final class PartWriter implements AutoCloseable {
    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private static final int PAGE_BYTES = 1 << 20;

    private final OutputStream out;
    private final List<FileColumn> columns;
    private final CompressionCodec codec;
    private final List<RowGroup> groups = new ArrayList<>();
    private long position;
    private long rows;

    PartWriter(Path file, List<FileColumn> columns, CompressionCodec codec) throws IOException {
        this.columns = columns;
        this.codec = codec;
        out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        put(MAGIC);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /**
     * Writes a row group.
     *
     * @param values one column after another, each in pieces
     */
    void write(List<List<Column>> values) throws IOException {
        List<ColumnChunk> chunks = new ArrayList<>();
        long began = position;
        long uncompressed = 0;
        int count = values.get(0).stream().mapToInt(Column::rows).sum();
        for (int i = 0; i < columns.size(); i++) {
            ColumnChunk chunk = chunk(columns.get(i), values.get(i));
            uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
            chunks.add(chunk);
        }
        rows += count;
        groups.add(new RowGroup(chunks, uncompressed, count)
                .setFile_offset(began)
                .setTotal_compressed_size(position - began)
                .setOrdinal((short) groups.size()));
    }

    private ColumnChunk chunk(FileColumn column, List<Column> pieces) throws IOException {
        long began = position;
        long uncompressed = 0;
        long numbers = 0;
        int rowsOfPage = Math.max(1, PAGE_BYTES / Math.max(1, column.rowSize() * ParquetType.bytes(column.type())));
        for (Column piece : pieces) {
            for (int from = 0; from < piece.rows(); from += rowsOfPage) {
                Column part = piece.rows(from, Math.min(rowsOfPage, piece.rows() - from));
                uncompressed += page(column, part);
                numbers += part.size();
            }
        }
        ColumnMetaData data = new ColumnMetaData(
                leafType(column),
                List.of(Encoding.PLAIN, Encoding.RLE),
                column.path(),
                codec,
                numbers,
                uncompressed,
                position - began,
                began);
        return new ColumnChunk(began).setMeta_data(data);
    }

    private static Type leafType(FileColumn column) {
        SchemaElement leaf = new SchemaElement(column.name());
        ParquetType.describe(leaf, column.type());
        return leaf.getType();
    }

    /** Writes a page, and returns how many bytes it would have without compression. */
    private long page(FileColumn column, Column values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (column.isList()) {
            putLevels(bytes, repetitions(values.rows(), column.rowSize()));
            ByteArrayOutputStream definitions = new ByteArrayOutputStream();
            putRun(definitions, values.size(), 1);
            putLevels(bytes, definitions);
        }
        ByteBuffer plain = ParquetType.plain(values);
        byte[] numbers = new byte[plain.remaining()];
        plain.get(numbers);
        bytes.writeBytes(numbers);
        byte[] body = bytes.toByteArray();
        byte[] packed = PageCodec.compress(codec, body);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, body.length, packed.length)
                .setData_page_header(new DataPageHeader(values.size(), Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        Util.writePageHeader(header, head);
        put(head.toByteArray());
        put(packed);
        return (long) head.size() + body.length;
    }

    /** Returns the levels that say where each list begins. */
    private static ByteArrayOutputStream repetitions(int rows, int size) {
        ByteArrayOutputStream levels = new ByteArrayOutputStream();
        if (size == 1) {
            putRun(levels, rows, 0);
            return levels;
        }
        for (int i = 0; i < rows; i++) {
            putRun(levels, 1, 0);
            putRun(levels, size - 1, 1);
        }
        return levels;
    }

    private static void putRun(ByteArrayOutputStream levels, int count, int level) {
        int left = count << 1;
        while ((left & ~0x7F) != 0) {
            levels.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        levels.write(left);
        levels.write(level);
    }

    private static void putLevels(ByteArrayOutputStream bytes, ByteArrayOutputStream levels) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(levels.size())
                .array());
        bytes.writeBytes(levels.toByteArray());
    }

    /** Ends the file, with what it says of itself. */
    void finish(Map<String, String> metadata) throws IOException {
        List<SchemaElement> schema = new ArrayList<>();
        schema.add(new SchemaElement("steps").setNum_children(columns.size()));
        columns.forEach(column -> column.describe(schema));
        List<KeyValue> pairs = new ArrayList<>();
        metadata.forEach((key, value) -> pairs.add(new KeyValue(key).setValue(value)));
        FileMetaData footer = new FileMetaData(1, schema, rows, groups)
                .setKey_value_metadata(pairs)
                .setCreated_by("leeway version 1");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, bytes);
        put(bytes.toByteArray());
        put(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.size())
                .array());
        put(MAGIC);
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
