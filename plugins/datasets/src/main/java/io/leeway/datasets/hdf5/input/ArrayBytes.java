package io.leeway.datasets.hdf5.input;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The bytes of an array as the file has them, by rows. */
interface ArrayBytes {
    /**
     * The shape and type of an array.
     *
     * @param rows how many there are
     * @param rowBytes bytes of a row
     * @param elementBytes bytes of an element
     * @param fill the bytes of an element that was never written, or null where they are 0
     */
    record Shape(long rows, int rowBytes, int elementBytes, byte @Nullable [] fill) {
        /** Makes all elements such that were never written. */
        void fill(byte[] target, int length) {
            byte[] element = fill;
            for (int at = 0; element != null && at + element.length <= length; at += element.length) {
                System.arraycopy(element, 0, target, at, element.length);
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

    /** Reads rows. */
    void read(long firstRow, int rows, byte[] target);

    /** Returns blocks in which all rows can be read best. */
    Stream<Rows> blocks();

    /** Returns one of the blocks, in an array that may be longer; may be called by several threads at once. */
    byte[] block(Rows rows);
}
