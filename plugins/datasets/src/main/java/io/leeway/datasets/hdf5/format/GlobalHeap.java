package io.leeway.datasets.hdf5.format;

import java.nio.ByteBuffer;

/** The heap of texts of any length (section III.E). */
public final class GlobalHeap {
    private static final int HEAD = 16;

    private GlobalHeap() {}

    /** Returns a text, given the bytes that stand for it in an array or attribute. */
    public static String text(FileBytes file, Cursor reference) {
        int length = reference.size();
        long collection = reference.address();
        long index = reference.u4();
        if (length == 0 || collection == 0 || collection == Cursor.NOWHERE) {
            return "";
        }
        byte[] bytes = object(file, collection, index);
        int used = Math.min(length, bytes.length);
        while (used > 0 && bytes[used - 1] == 0) {
            used--;
        }
        return Cursor.text(bytes, 0, used);
    }

    private static byte[] object(FileBytes file, long collection, long index) {
        Cursor head =
                file.at(collection, 8L + file.lengthBytes()).signature("GCOL").skip(4);
        long end = Math.addExact(collection, head.length());
        long at = collection + 8 + file.lengthBytes();
        while (end - at >= HEAD) {
            Cursor object = file.at(at, 8L + file.lengthBytes());
            int found = object.u2();
            object.skip(6);
            long length = object.length();
            if (found == index) {
                return file.bytes(at + 8 + file.lengthBytes(), length);
            } else if (found == 0 || length > end - at) {
                break;
            }
            at += 8 + file.lengthBytes() + (length + 7) / 8 * 8;
        }
        throw new DamagedException("a heap of texts lacks its object " + index);
    }

    /** Returns a reader of the bytes of an attribute or array of texts. */
    public static Cursor references(FileBytes file, byte[] bytes) {
        return new Cursor(ByteBuffer.wrap(bytes), file.offsetBytes(), file.lengthBytes());
    }
}
