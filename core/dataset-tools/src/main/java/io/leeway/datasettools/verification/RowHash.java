package io.leeway.datasettools.verification;

import io.leeway.spi.data.Column;
import java.nio.ByteBuffer;
import java.util.Collection;

/** 64-bit hashes of rows: equal bits, equal hash; two of a million different rows share one by a chance of 10⁻⁷. */
final class RowHash {
    private static final long START = 0x9E3779B97F4A7C15L;

    private RowHash() {}

    /** Returns the hash of each row of columns side by side. */
    static long[] of(Collection<Column> columns, int rows) {
        long[] hashes = new long[rows];
        java.util.Arrays.fill(hashes, START);
        for (Column column : columns) {
            ByteBuffer bytes = column.bytes();
            int rowBytes = column.rowSize() * column.type().bytes();
            for (int row = 0; row < rows; row++) {
                hashes[row] = add(hashes[row], bytes, row * rowBytes, rowBytes);
            }
        }
        return hashes;
    }

    private static long add(long hash, ByteBuffer bytes, int from, int length) {
        long mixed = hash;
        int at = from;
        for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
            mixed = join(mixed, bytes.getLong(at));
        }
        for (; at < from + length; at++) {
            mixed = join(mixed, bytes.get(at));
        }
        return mixed;
    }

    /** Returns the hash of one hash after another. */
    static long join(long hash, long word) {
        long mixed = (hash ^ word) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 29)) * 0x94D049BB133111EBL;
        return (mixed ^ (mixed >>> 32)) + START;
    }
}
