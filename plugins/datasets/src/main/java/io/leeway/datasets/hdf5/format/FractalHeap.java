package io.leeway.datasets.hdf5.format;

import java.util.HashMap;
import java.util.Map;

/** A heap of links or attributes that are too many for a header (section III.G). */
final class FractalHeap {
    private static final int HUGE_RECORDS = 1;

    private final FileBytes file;
    private final int idBytes;
    private final boolean checked;
    private final int offsetWidth;
    private final int lengthWidth;
    private final int columns;
    private final long startBytes;
    private final int directRows;
    private final long root;
    private final int rootRows;
    private final Map<Long, long[]> huge = new HashMap<>();

    FractalHeap(FileBytes file, long address) {
        this.file = file;
        Cursor start = file.at(address, 13).signature("FRHP");
        start.version("a heap", 0, 0);
        idBytes = start.u2();
        int filters = start.u2();
        if (filters != 0) {
            throw new UnreadException(
                    "keeps its names or attributes in a compressed heap, which is not read: repack the"
                            + " file with 'h5repack OLD NEW'");
        }
        long bytes = 26L + 3L * file.offsetBytes() + 12L * file.lengthBytes();
        Cursor header = file.checked(address, bytes).skip(9);
        checked = (header.u1() & 2) != 0;
        long mostManaged = header.u4();
        header.length();
        long hugeTree = header.address();
        header.length();
        header.address();
        for (int i = 0; i < 8; i++) {
            header.length();
        }
        columns = header.u2();
        startBytes = header.length();
        long mostDirect = header.length();
        int bits = header.u2();
        header.skip(2);
        root = header.address();
        rootRows = header.u2();
        offsetWidth = (bits + 7) / 8;
        lengthWidth = Math.min(RecentTree.width(mostDirect), RecentTree.width(mostManaged));
        if (columns == 0 || startBytes == 0 || offsetWidth == 0 || offsetWidth > 8 || mostDirect < startBytes) {
            throw new DamagedException("a heap has no room");
        }
        directRows = log2(mostDirect) - log2(startBytes) + 2;
        if (idBytes > file.offsetBytes() + file.lengthBytes()) {
            return;
        }
        RecentTree.read(file, hugeTree, HUGE_RECORDS, record -> {
            long place = record.address();
            long length = record.length();
            huge.put(record.length(), new long[] {place, length});
        });
    }

    private static int log2(long number) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(number);
    }

    int idBytes() {
        return idBytes;
    }

    /** Returns an object of the heap. */
    Cursor object(Cursor id) {
        int first = id.u1();
        return switch (first >> 4 & 3) {
            case 0 -> managed(id.number(offsetWidth), id.number(lengthWidth));
            case 1 -> huge(id);
            case 2 -> {
                int length = idBytes - 1 <= 16 ? (first & 15) + 1 : ((first & 15) << 8 | id.u1()) + 1;
                yield id.piece(length);
            }
            default -> throw new DamagedException("an object of a heap is of no kind");
        };
    }

    private Cursor huge(Cursor id) {
        if (id.remaining() >= file.offsetBytes() + file.lengthBytes()) {
            long address = id.address();
            return file.at(address, id.length());
        }
        long key = id.number(Math.min(id.remaining(), file.lengthBytes()));
        long[] place = huge.get(key);
        if (place == null) {
            throw new DamagedException("a heap lacks its object " + key);
        }
        return file.at(place[0], place[1]);
    }

    private Cursor managed(long offset, long length) {
        return rootRows == 0 ? direct(root, 0, offset, length) : indirect(root, rootRows, 0, offset, length, 0);
    }

    private Cursor direct(long address, long start, long offset, long length) {
        long within = offset - start;
        int prefix = 5 + file.offsetBytes() + offsetWidth + (checked ? Checksum.BYTES : 0);
        if (within < prefix) {
            throw new DamagedException("an object of a heap is in a block's head");
        }
        file.at(address, 5).signature("FHDB");
        return file.at(address + within, length);
    }

    private long rowBytes(int row) {
        return row < 2 ? startBytes : Math.multiplyExact(startBytes, 1L << Math.min(62, row - 1));
    }

    private Cursor indirect(long address, int rows, long start, long offset, long length, int depth) {
        if (depth > 32 || rows > 64) {
            throw new DamagedException("a heap is nested without end");
        }
        Cursor block = file.upTo(address, 5 + file.offsetBytes() + offsetWidth + rows * columns * file.offsetBytes())
                .signature("FHIB")
                .skip(1 + file.offsetBytes() + offsetWidth);
        long at = start;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                long child = block.address();
                long end = Math.addExact(at, rowBytes(row));
                if (offset >= at && offset < end) {
                    return row < directRows
                            ? direct(child, at, offset, length)
                            : indirect(child, innerRows(row), at, offset, length, depth + 1);
                }
                at = end;
            }
        }
        throw new DamagedException("an object of a heap is beyond its end");
    }

    /** Returns how many rows a block has that takes the place of one in a row. */
    private int innerRows(int row) {
        return log2(rowBytes(row)) - log2(startBytes * columns) + 1;
    }
}
