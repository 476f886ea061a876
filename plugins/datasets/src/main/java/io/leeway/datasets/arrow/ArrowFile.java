package io.leeway.datasets.arrow;

import io.leeway.datasets.file.MemoryLimit;
import io.leeway.spi.LeewayException;
import io.leeway.spi.support.FileProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.flatbuf.Schema;

/**
 * A file in Arrow's format for random access ("Arrow Columnar Format", IPC file format), read whole: a footer with the
 * schema and the places of the record batches, each of which has a message that says where its buffers are.
 */
public final class ArrowFile {
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTINUATION = -1;
    private static final int PREFIX = 8;

    private final Path path;
    private final ByteBuffer bytes;

    private ArrowFile(Path path, ByteBuffer bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * Reads the columns of a file; those within structures have names such as {@code observations/goal}.
     *
     * @throws LeewayException if the file is not there, damaged, or has what is not read, saying what
     */
    public static List<ArrowColumn> columns(Path path) {
        ArrowFile file = new ArrowFile(path, load(path));
        return file.guarded(file::columns);
    }

    private static ByteBuffer load(Path path) {
        try {
            long size = Files.size(path);
            if (size > Integer.MAX_VALUE - 8) {
                throw new LeewayException(
                        path + " has " + size + " bytes, more than the 2 GiB that an episode can have");
            }
            MemoryLimit.check(path.toString(), (double) size);
            return ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new LeewayException("Cannot read " + path + ": " + FileProblem.text(e), e);
        }
    }

    /** Makes one kind of error of everything that a damaged file can bring about. */
    private <T> T guarded(Supplier<T> use) {
        try {
            return use.get();
        } catch (LeewayException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
            throw new LeewayException(
                    path + " is damaged (" + e + "). Copy or download the file again, whole",
                    e instanceof OutOfMemoryError ? null : e);
        }
    }

    private List<ArrowColumn> columns() {
        if (!hasMagic(0) || !hasMagic(bytes.limit() - MAGIC.length)) {
            throw new LeewayException(path + " is no Arrow file, which begins and ends with ARROW1: it is another file,"
                    + " or cut short. Copy or download it again, whole");
        }
        int end = bytes.limit() - MAGIC.length - Integer.BYTES;
        Footer footer = Footer.getRootAsFooter(slice(end - bytes.getInt(end), bytes.getInt(end)));
        Schema schema = footer.schema();
        if (schema.endianness() != 0) {
            throw new LeewayException(path + " holds big-endian numbers, which are not read");
        }
        List<ArrowColumn> columns = new ArrayList<>();
        for (int i = 0; i < footer.recordBatchesLength(); i++) {
            Block block = footer.recordBatches(i);
            RecordBatch batch = batch(block);
            ByteBuffer body = slice(block.offset() + block.metaDataLength(), block.bodyLength());
            List<ArrowColumn> more = new BatchColumns(path, batch, body).of(schema);
            columns = i == 0 ? more : ArrowColumn.joined(columns, more);
        }
        return columns;
    }

    private boolean hasMagic(int offset) {
        return offset >= 0
                && bytes.limit() >= 2 * PREFIX
                && bytes.slice(offset, MAGIC.length).equals(ByteBuffer.wrap(MAGIC));
    }

    private RecordBatch batch(Block block) {
        int offset = Math.toIntExact(block.offset());
        int prefix = bytes.getInt(offset) == CONTINUATION ? PREFIX : PREFIX / 2;
        Message message = Message.getRootAsMessage(slice(offset + prefix, block.metaDataLength() - prefix));
        if (message.headerType() != MessageHeader.RecordBatch) {
            throw new LeewayException(path + " has a message of type " + MessageHeader.name(message.headerType())
                    + " where its footer says that a record batch is");
        }
        return (RecordBatch) message.header(new RecordBatch());
    }

    private ByteBuffer slice(long offset, long length) {
        return bytes.slice(Math.toIntExact(offset), Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
