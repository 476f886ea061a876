package io.leeway.datasets.hdf5.format;

import org.jspecify.annotations.Nullable;

/** The value of elements that were never written (sections IV.A.2.e and f). */
public final class FillValue {
    private static final int NEVER = 1;

    private FillValue() {}

    /** Returns the bytes of one element, or null where they are 0. */
    public static byte @Nullable [] of(ObjectHeader header) {
        Cursor recent = header.first(Message.FILL_VALUE);
        Cursor old = header.first(Message.OLD_FILL_VALUE);
        if (recent != null) {
            return recent(recent);
        }
        return old == null ? null : bytes(old, old.size());
    }

    private static byte @Nullable [] recent(Cursor content) {
        int version = content.version("a fill value", 1, 3);
        int written;
        boolean defined;
        if (version < 3) {
            content.skip(1);
            written = content.u1();
            defined = content.u1() != 0;
        } else {
            int flags = content.u1();
            written = flags >> 2 & 3;
            defined = (flags & 0x20) != 0;
        }
        return defined && written != NEVER && content.remaining() >= 4 ? bytes(content, content.size()) : null;
    }

    private static byte @Nullable [] bytes(Cursor content, int size) {
        return size == 0 ? null : content.take(size);
    }
}
