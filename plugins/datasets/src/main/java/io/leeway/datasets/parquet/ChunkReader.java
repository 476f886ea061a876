package io.leeway.datasets.parquet;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.environment.Space.ElementType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** A reader of the part of a row group that one column has. Every row has as many numbers, and none is missing. */
final class ChunkReader {
    private final PartFile file;
    private final StoredColumn column;
    private final ElementType type;
    private final long rows;
    private final CompressionCodec codec;
    private @Nullable Dictionary dictionary;
    private @Nullable ByteBuffer numbers;
    private long begun;
    private long rowSize;
    private long inRow;
    private long count;

    ChunkReader(PartFile file, StoredColumn column, ColumnChunk chunk, long rows) {
        this.file = file;
        this.column = column;
        this.type = Objects.requireNonNull(column.type());
        this.rows = rows;
        this.codec = chunk.getMeta_data().getCodec();
    }

    /**
     * Returns the rows, one dimension where they are lists.
     *
     * @throws LeewayException if a number is missing, rows differ in size, or the file is damaged
     */
    static Column read(PartFile file, StoredColumn column, ColumnChunk chunk, long rows) {
        try {
            return new ChunkReader(file, column, chunk, rows).read(chunk);
        } catch (LeewayException known) {
            throw known;
        } catch (IOException | RuntimeException damaged) {
            throw PartFile.damaged(file.path(), "the column '" + column.name() + "'", damaged);
        }
    }

    private Column read(ColumnChunk chunk) throws IOException {
        byte[] bytes = file.bytes(chunk);
        long values = chunk.getMeta_data().getNum_values();
        long size = values * type.bytes();
        if (values < 0 || size > Integer.MAX_VALUE - 16) {
            throw new IOException("a row group has " + values + " numbers of it, more than 2 GiB");
        } else if (rows <= 0 || values % rows != 0) {
            throw new IOException("a row group has " + values + " numbers of it in " + rows + " rows");
        }
        numbers = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        while (count < values) {
            PageHeader header = Util.readPageHeader(in);
            int from = bytes.length - in.available();
            int length = header.getCompressed_page_size();
            if (length < 0 || length > in.available() || header.getUncompressed_page_size() < 0) {
                throw new IOException("a page would have " + length + " bytes");
            }
            MemoryLimit.check(
                    file.path() + ": a page of '" + column.name() + "'", 4.0 * header.getUncompressed_page_size());
            page(header, bytes, from);
            in.skipNBytes(length);
        }
        endRow();
        if (count != values || begun != rows) {
            throw new IOException("there are " + begun + " rows of " + rows);
        }
        int width = (int) Math.max(1, rowSize);
        return Column.of(type, column.list() ? List.of(width) : List.of(), numbers.flip());
    }

    private void page(PageHeader header, byte[] bytes, int from) throws IOException {
        int length = header.getCompressed_page_size();
        int size = header.getUncompressed_page_size();
        switch (header.getType()) {
            case DICTIONARY_PAGE -> {
                byte[] body = PageCodec.decompress(codec, bytes, from, length, size);
                var page = header.getDictionary_page_header();
                Encoding encoding = Encoding.valueOf(page.getEncoding().name());
                dictionary = encoding.initDictionary(
                        column.descriptor(), new DictionaryPage(BytesInput.from(body), page.getNum_values(), encoding));
            }
            case DATA_PAGE -> {
                var page = header.getData_page_header();
                byte[] body = PageCodec.decompress(codec, bytes, from, length, size);
                ByteBufferInputStream in = ByteBufferInputStream.wrap(ByteBuffer.wrap(body));
                int most = column.descriptor().getMaxRepetitionLevel();
                levels(most, prefixed(in, most), page.getNum_values(), true);
                int definitions = column.descriptor().getMaxDefinitionLevel();
                levels(definitions, prefixed(in, definitions), page.getNum_values(), false);
                values(Encoding.valueOf(page.getEncoding().name()), in, page.getNum_values());
            }
            case DATA_PAGE_V2 -> pageV2(header, bytes, from);
            default -> {
                // an index, which is not needed
            }
        }
    }

    private void pageV2(PageHeader header, byte[] bytes, int from) throws IOException {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        int repetitions = page.getRepetition_levels_byte_length();
        int definitions = page.getDefinition_levels_byte_length();
        int ahead = repetitions + definitions;
        int length = header.getCompressed_page_size() - ahead;
        if (repetitions < 0 || definitions < 0 || length < 0) {
            throw new IOException("the levels of a page have " + repetitions + " and " + definitions + " bytes");
        }
        levels(
                column.descriptor().getMaxRepetitionLevel(),
                ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, from, repetitions)),
                page.getNum_values(),
                true);
        levels(
                column.descriptor().getMaxDefinitionLevel(),
                ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, from + repetitions, definitions)),
                page.getNum_values(),
                false);
        boolean packed = !page.isSetIs_compressed() || page.isIs_compressed();
        byte[] body = PageCodec.decompress(
                packed ? codec : CompressionCodec.UNCOMPRESSED,
                bytes,
                from + ahead,
                length,
                header.getUncompressed_page_size() - ahead);
        values(
                Encoding.valueOf(page.getEncoding().name()),
                ByteBufferInputStream.wrap(ByteBuffer.wrap(body)),
                page.getNum_values());
    }

    /** Returns the levels whose size is before them; none where there is but one level. */
    private static ByteBufferInputStream prefixed(ByteBufferInputStream in, int most) throws IOException {
        if (most == 0) {
            return in;
        }
        int size = ByteBuffer.wrap(in.readNBytes(Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return in.sliceStream(size);
    }

    private void levels(int most, ByteBufferInputStream in, int values, boolean repetitions) throws IOException {
        if (most == 0) {
            begun += repetitions ? values : 0;
            rowSize = repetitions ? 1 : rowSize;
            inRow = repetitions ? 1 : inRow;
            return;
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(most);
        RunLengthBitPackingHybridDecoder decoder = new RunLengthBitPackingHybridDecoder(bits, in);
        for (int i = 0; i < values; i++) {
            int level = decoder.readInt();
            if (!repetitions && level != most) {
                throw new LeewayException(file.path() + ": '" + column.name() + "' has no "
                        + (column.list() ? "list of numbers, or no number in it," : "number")
                        + " in or before row " + begun + " of a row group: fill it in, or leave the row out");
            } else if (repetitions && level == 0) {
                endRow();
                begun++;
                inRow = 1;
            } else if (repetitions) {
                inRow++;
            }
        }
    }

    private void endRow() {
        if (begun > 0 && rowSize == 0) {
            rowSize = inRow;
        } else if (begun > 0 && inRow != rowSize) {
            throw new LeewayException(file.path() + ": '" + column.name() + "' has " + inRow + " numbers in row "
                    + (begun - 1) + " of a row group, but " + rowSize + " before: rows must have the same size");
        }
    }

    private void values(Encoding encoding, ByteBufferInputStream in, int values) throws IOException {
        ValuesReader reader;
        if (encoding.usesDictionary()) {
            if (dictionary == null) {
                throw new IOException("a dictionary is missing");
            }
            reader = encoding.getDictionaryBasedValuesReader(column.descriptor(), ValuesType.VALUES, dictionary);
        } else {
            reader = encoding.getValuesReader(column.descriptor(), ValuesType.VALUES);
        }
        reader.initFromPage(values, in);
        ParquetType.read(type, reader, values, Objects.requireNonNull(numbers));
        count += values;
    }
}
