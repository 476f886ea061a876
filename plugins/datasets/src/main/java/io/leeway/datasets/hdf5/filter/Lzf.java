package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;

/** The inverse of LZF, h5py's own filter; a chunk of full length was left alone. */
final class Lzf implements Inverse {
    @Override
    public void undo(Scratch scratch, int length) {
        if (scratch.size() != length) {
            scratch.swap(decode(scratch.bytes(), scratch.size(), scratch.target(length), length));
        }
    }

    private static int decode(byte[] bytes, int size, byte[] target, int most) {
        int at = 0;
        int to = 0;
        while (at < size) {
            int control = bytes[at++] & 0xff;
            if (control < 32) {
                int count = control + 1;
                check(at + count <= size && to + count <= most);
                System.arraycopy(bytes, at, target, to, count);
                at += count;
                to += count;
                continue;
            }
            int count = control >> 5;
            if (count == 7) {
                check(at < size);
                count += bytes[at++] & 0xff;
            }
            check(at < size);
            int from = to - ((control & 31) << 8) - (bytes[at++] & 0xff) - 1;
            count += 2;
            check(from >= 0 && to + count <= most);
            for (int i = 0; i < count; i++) {
                target[to++] = target[from++];
            }
        }
        return to;
    }

    private static void check(boolean whole) {
        if (!whole) {
            throw new DamagedException("a chunk in LZF makes no sense");
        }
    }
}
