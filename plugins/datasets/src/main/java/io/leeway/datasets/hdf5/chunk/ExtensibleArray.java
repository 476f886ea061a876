package io.leeway.datasets.hdf5.chunk;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.FileBytes;

/**
 * An array of chunks that grows in one dimension (section VII.C). Elements are in the index block, then in data blocks
 * of ever greater size, of which each super block has some of the same size.
 */
final class ExtensibleArray {
    private static final int CHECKSUM = 4;
    private static final int MOST_BITS = 48;

    private final FileBytes file;
    private final boolean filtered;
    private final ChunkConsumer consumer;
    private int mostBits;
    private long leastElements;
    private long page;
    private int width;

    ExtensibleArray(FileBytes file, boolean filtered, ChunkConsumer consumer) {
        this.file = file;
        this.filtered = filtered;
        this.consumer = consumer;
    }

    void read(long address) {
        Cursor header = file.checked(address, 16L + 6L * file.lengthBytes() + file.offsetBytes())
                .signature("EAHD");
        header.version("an index of chunks", 0, 0);
        boolean masks = header.u1() == 1;
        width = header.u1();
        mostBits = header.u1();
        int inIndex = header.u1();
        leastElements = header.u1();
        int leastPointers = header.u1();
        int pageBits = header.u1();
        header.skip(6 * file.lengthBytes());
        long index = header.address();
        boolean powers = Long.bitCount(leastElements) == 1 && Integer.bitCount(leastPointers) == 1;
        if (masks != filtered || width < file.offsetBytes() || mostBits > MOST_BITS || pageBits > 31 || !powers) {
            throw new DamagedException("an index of chunks is of another kind than it must be");
        }
        page = 1L << pageBits;
        if (index != Cursor.NOWHERE) {
            indexBlock(index, inIndex, leastPointers);
        }
    }

    private void indexBlock(long address, int inIndex, int leastPointers) {
        int superBlocks = 1 + mostBits - Long.numberOfTrailingZeros(leastElements);
        int direct = 2 * Integer.numberOfTrailingZeros(leastPointers);
        int dataBlocks = 2 * (leastPointers - 1);
        int pointers = dataBlocks + Math.max(0, superBlocks - direct);
        long prefix = 6L + file.offsetBytes();
        Cursor block = file.checked(
                        address, prefix + (long) inIndex * width + (long) pointers * file.offsetBytes() + CHECKSUM)
                .signature("EAIB")
                .skip((int) prefix - 4);
        Elements elements = new Elements(file, filtered, width, consumer);
        elements.read(block, 0, 0, inIndex);
        long first = inIndex;
        for (int i = 0; i < superBlocks; i++) {
            long count = 1L << (i / 2);
            long size = leastElements << ((i + 1) / 2);
            if (i >= direct) {
                long place = block.address();
                if (place != Cursor.NOWHERE) {
                    superBlock(place, first, count, size);
                }
                first += count * size;
                continue;
            }
            for (long j = 0; j < count; j++, first += size) {
                long place = block.address();
                if (place != Cursor.NOWHERE) {
                    dataBlock(place, first, size, new byte[0], 0);
                }
            }
        }
    }

    private int placeBytes() {
        return (mostBits + 7) / 8;
    }

    private void superBlock(long address, long first, long count, long size) {
        long pages = size > page ? size / page : 0;
        long bitmap = pages == 0 ? 0 : count * (pages + 7) / 8;
        long prefix = 6L + file.offsetBytes() + placeBytes();
        if (bitmap > file.size() || count > file.size()) {
            throw new DamagedException("an index of chunks has " + count + " blocks");
        }
        Cursor block = file.checked(address, prefix + bitmap + count * file.offsetBytes() + CHECKSUM)
                .signature("EASB")
                .skip((int) prefix - 4);
        byte[] written = block.take((int) bitmap);
        for (long i = 0; i < count; i++) {
            long place = block.address();
            if (place != Cursor.NOWHERE) {
                dataBlock(place, first + i * size, size, written, i * pages);
            }
        }
    }

    private void dataBlock(long address, long first, long size, byte[] written, long firstPage) {
        long prefix = 6L + file.offsetBytes() + placeBytes();
        Elements elements = new Elements(file, filtered, width, consumer);
        if (size <= page) {
            Cursor block =
                    file.checked(address, prefix + size * width + CHECKSUM).signature("EADB");
            elements.read(block, prefix - 4, first, size);
            return;
        }
        file.checked(address, prefix + CHECKSUM).signature("EADB");
        long at = address + prefix + CHECKSUM;
        for (long i = 0; i < size / page; i++) {
            long bit = firstPage + i;
            if (bit / 8 < written.length && (written[(int) (bit / 8)] & 0x80 >> (int) (bit % 8)) != 0) {
                elements.read(file.checked(at, page * width + CHECKSUM), 0, first + i * page, page);
            }
            at += page * width + CHECKSUM;
        }
    }
}
