package io.leeway.datasets.hdf5.filter;

import io.leeway.datasets.hdf5.format.DamagedException;

/** The decoding of one block in BloscLZ. */
final class BloscLz {
    private static final int FARTHEST = 8191;

    private final byte[] bytes;
    private final int end;
    private final byte[] target;
    private final int first;
    private final int most;
    private int at;
    private int to;

    BloscLz(byte[] bytes, int at, int end, byte[] target, int to, int most) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
        this.target = target;
        this.first = to;
        this.to = to;
        this.most = most;
    }

    private int next() {
        check(at < end);
        return bytes[at++] & 0xff;
    }

    private static void check(boolean whole) {
        if (!whole) {
            throw new DamagedException("a block in BloscLZ makes no sense");
        }
    }

    /** Decodes the block, and returns how many bytes it has. */
    int decode() {
        int control = next() & 31;
        while (true) {
            if (control >= 32) {
                match(control);
            } else {
                int count = control + 1;
                check(at + count <= end && to + count <= most);
                System.arraycopy(bytes, at, target, to, count);
                at += count;
                to += count;
            }
            if (at >= end) {
                return to - first;
            }
            control = next();
        }
    }

    private void match(int control) {
        int count = (control >> 5) - 1;
        int distance = (control & 31) << 8;
        if (count == 6) {
            int more;
            do {
                more = next();
                count += more;
                check(count <= most - first);
            } while (more == 255);
        }
        count += 3;
        int code = next();
        int back = distance + code;
        if (code == 255 && distance == 31 << 8) {
            int high = next() << 8;
            back = high + next() + FARTHEST;
        }
        int from = to - back - 1;
        check(from >= first && to + count <= most);
        for (int i = 0; i < count; i++) {
            target[to++] = target[from++];
        }
    }
}
