package io.leeway.datasets.hdf5.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The bytes of an array, by rows. */
interface ArrayBytes {
    /**
     * The type, shape and storage of an array.
     *
     * @param rows how many there are
     * @param rowBytes bytes of a row
     * @param elementBytes bytes of a number
     * @param order the order of a number's bytes in the file
     */
    record Layout(long rows, int rowBytes, int elementBytes, ByteOrder order) {
        /** Brings numbers into little-endian order, in place. */
        void toLittleEndian(byte[] bytes) {
            if (order == ByteOrder.LITTLE_ENDIAN) {
                return;
            }
            for (int at = 0; at + elementBytes <= bytes.length; at += elementBytes) {
                for (int i = 0; i < elementBytes / 2; i++) {
                    byte first = bytes[at + i];
                    bytes[at + i] = bytes[at + elementBytes - 1 - i];
                    bytes[at + elementBytes - 1 - i] = first;
                }
            }
        }
    }

    /** Some rows that follow each other. */
    record Rows(long first, int count) {
        /** Cuts all rows into blocks of so many. */
        static Stream<Rows> blocks(long rows, int each) {
            long count = (rows + each - 1) / each;
            return LongStream.range(0, count).mapToObj(i -> new Rows(i * each, (int) Math.min(each, rows - i * each)));
        }
    }

    Layout layout();

    default int rowBytes() {
        return layout().rowBytes();
    }

    /** Reads rows, little-endian. */
    void read(long firstRow, int rows, byte[] target);

    /** Returns blocks in which all rows can be read best. */
    Stream<Rows> blocks();

    /** Returns one of the blocks, little-endian; may be called by several threads at once. */
    ByteBuffer block(Rows rows);
}
