package io.leeway.datasets.parquet;

import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** A Parquet file: its footer, and the bytes of its columns. Nothing is open between two calls. */
final class PartFile {
    private static final int TAIL = 2 * Integer.BYTES;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 16;

    private final Path path;
    private final FileMetaData footer;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, StoredColumn> columns;

    private PartFile(Path path, FileMetaData footer) {
        this.path = path;
        this.footer = footer;
        if (footer.isSetKey_value_metadata()) {
            footer.getKey_value_metadata().forEach(pair -> {
                if (pair.isSetValue()) {
                    metadata.put(pair.getKey(), pair.getValue());
                }
            });
        }
        columns = new SchemaWalk(path, footer.getSchema()).columns();
    }

    /** Returns whether a file begins as Parquet files do. */
    static boolean isParquet(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(PartWriter.MAGIC.length), PartWriter.MAGIC);
        }
    }

    /**
     * Reads a file's footer.
     *
     * @throws LeewayException if it is no Parquet file, or damaged
     */
    static PartFile open(Path path) {
        try (FileChannel file = FileChannel.open(path)) {
            long size = file.size();
            if (!isParquet(path)) {
                throw new LeewayException(path + " is no Parquet file: it does not begin with PAR1");
            }
            byte[] tail = size < PartWriter.MAGIC.length + TAIL ? null : read(file, size - TAIL, TAIL);
            if (tail == null || !Arrays.equals(Arrays.copyOfRange(tail, Integer.BYTES, TAIL), PartWriter.MAGIC)) {
                throw new LeewayException(path + " is cut off or damaged: it does not end with PAR1");
            }
            int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
            if (length < 0 || length > size - TAIL - PartWriter.MAGIC.length) {
                throw new LeewayException(path + " is damaged: its footer would have " + length + " bytes");
            }
            byte[] bytes = read(file, size - TAIL - length, length);
            return new PartFile(path, checked(path, Util.readFileMetaData(new ByteArrayInputStream(bytes))));
        } catch (LeewayException known) {
            throw known;
        } catch (IOException | RuntimeException damaged) {
            throw damaged(path, "its footer", damaged);
        }
    }

    private static FileMetaData checked(Path path, FileMetaData footer) {
        for (RowGroup group : footer.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                if (!chunk.isSetMeta_data()) {
                    throw new LeewayException(path + " is encrypted, which is not read");
                }
            }
        }
        return footer;
    }

    /** Returns an error that names the file and what of it cannot be read. */
    static LeewayException damaged(Path path, String what, Exception cause) {
        String text = cause instanceof IOException failure ? FileProblem.text(failure) : cause.toString();
        return new LeewayException(path + ": " + what + " cannot be read: " + text, cause);
    }

    private static byte[] read(FileChannel file, long position, int size) throws IOException {
        byte[] read = new byte[size];
        ByteBuffer bytes = ByteBuffer.wrap(read);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it ends before byte " + (position + size));
            }
        }
        return read;
    }

    Path path() {
        return path;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    /** Returns the columns by name, those that cannot be read included. */
    Map<String, StoredColumn> columns() {
        return columns;
    }

    long rows() {
        return footer.getNum_rows();
    }

    List<RowGroup> groups() {
        return footer.getRow_groups();
    }

    /** Returns the part of a row group that a column has. */
    ColumnChunk chunk(RowGroup group, StoredColumn column) {
        return group.getColumns().stream()
                .filter(each -> each.getMeta_data().getPath_in_schema().equals(column.path()))
                .findFirst()
                .orElseThrow(() -> new LeewayException(
                        path + " is damaged: a row group has no column " + String.join("/", column.path())));
    }

    /** Returns the bytes of a column's part, its dictionary included. */
    byte[] bytes(ColumnChunk chunk) throws IOException {
        var data = chunk.getMeta_data();
        long from = data.getData_page_offset();
        if (data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0) {
            from = Math.min(from, data.getDictionary_page_offset());
        }
        long size = data.getTotal_compressed_size();
        try (FileChannel file = FileChannel.open(path)) {
            if (from < 0 || size < 0 || size > MOST_BYTES || from + size > file.size()) {
                throw new IOException("it would have " + size + " bytes from byte " + from);
            }
            return read(file, from, (int) size);
        }
    }
}
