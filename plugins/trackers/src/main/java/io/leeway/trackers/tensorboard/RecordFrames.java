package io.leeway.trackers.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a TFRecord file: the length of the data in eight bytes, a checksum of these, the data, a checksum of
 * it, all little-endian. A checksum is CRC-32C, masked: turned right by 15 bits, plus 0xa282ead8.
 *
 * @see <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord">TFRecords format details</a>
 */
final class RecordFrames {
    /** The bytes of a frame besides its data. */
    static final int AROUND = 16;

    private static final int HEAD = 12;
    private static final int MASK = 0xa282ead8;
    private static final long MOST = 1 << 30;

    private RecordFrames() {}

    /** Adds a frame. */
    static void write(byte[] data, ByteArrayOutputStream output) {
        byte[] length = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        output.writeBytes(length);
        output.writeBytes(checksum(length, Long.BYTES));
        output.writeBytes(data);
        output.writeBytes(checksum(data, data.length));
    }

    /**
     * Reads a frame's data.
     *
     * @return null where a checksum is not that of the bytes
     * @throws EOFException if the file ends before the frame does
     */
    static byte @Nullable [] read(DataInputStream input) throws IOException {
        byte[] head = new byte[HEAD];
        input.readFully(head);
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long length = numbers.getLong();
        if (length < 0 || length > MOST || numbers.getInt() != masked(head, Long.BYTES)) {
            return null;
        }
        byte[] data = input.readNBytes((int) length);
        if (data.length < length) {
            throw new EOFException();
        }
        byte[] tail = new byte[Integer.BYTES];
        input.readFully(tail);
        int checksum = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return checksum == masked(data, data.length) ? data : null;
    }

    private static byte[] checksum(byte[] bytes, int count) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(masked(bytes, count))
                .array();
    }

    private static int masked(byte[] bytes, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, count);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
    }
}
