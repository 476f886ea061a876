package io.leeway.datasets.hdf5.chunk;

import io.leeway.datasets.hdf5.format.Cursor;
import io.leeway.datasets.hdf5.format.DamagedException;
import io.leeway.datasets.hdf5.format.FileBytes;

/** An array of chunks whose number cannot grow (section VII.B). */
final class FixedArray {
    private static final int CHECKSUM = 4;

    private final FileBytes file;
    private final boolean filtered;
    private final ChunkConsumer consumer;

    FixedArray(FileBytes file, boolean filtered, ChunkConsumer consumer) {
        this.file = file;
        this.filtered = filtered;
        this.consumer = consumer;
    }

    void read(long address) {
        Cursor header = file.checked(address, 12L + file.lengthBytes() + file.offsetBytes())
                .signature("FAHD");
        header.version("an index of chunks", 0, 0);
        boolean masks = header.u1() == 1;
        int width = header.u1();
        int pageBits = header.u1();
        long count = header.length();
        long block = header.address();
        if (masks != filtered || width < file.offsetBytes() || pageBits > 31 || count > file.size()) {
            throw new DamagedException("an index of chunks is of another kind than it must be");
        }
        if (block == Cursor.NOWHERE) {
            return;
        }
        Elements elements = new Elements(file, filtered, width, consumer);
        long page = 1L << pageBits;
        long prefix = 6L + file.offsetBytes();
        if (count <= page) {
            elements.read(
                    file.checked(block, prefix + count * width + CHECKSUM).signature("FADB"), prefix - 4, 0, count);
            return;
        }
        long pages = (count + page - 1) / page;
        long bitmap = (pages + 7) / 8;
        Cursor head = file.checked(block, prefix + bitmap + CHECKSUM)
                .signature("FADB")
                .skip((int) prefix - 4);
        byte[] written = head.take((int) bitmap);
        long at = block + prefix + bitmap + CHECKSUM;
        for (long i = 0; i < pages; i++) {
            long first = i * page;
            long here = Math.min(page, count - first);
            if ((written[(int) (i / 8)] & 0x80 >> (int) (i % 8)) != 0) {
                elements.read(file.checked(at, here * width + CHECKSUM), 0, first, here);
            }
            at += page * width + CHECKSUM;
        }
    }
}
