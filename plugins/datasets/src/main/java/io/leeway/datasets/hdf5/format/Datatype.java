package io.leeway.datasets.hdf5.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The type of an array's or attribute's elements (section IV.A.2.d). */
public sealed interface Datatype {
    /** Returns how many bytes an element takes. */
    int size();

    /**
     * A whole number, or a bit field.
     *
     * @param offset how many bits are below it
     * @param precision how many bits it has
     */
    record Whole(int size, boolean bigEndian, boolean signed, int offset, int precision) implements Datatype {
        /** Returns whether all bits are the number's. */
        public boolean isPlain() {
            return offset == 0 && precision == 8 * size;
        }
    }

    /**
     * A floating-point number.
     *
     * @param implied whether the first bit of the mantissa is 1 and left out
     */
    record Real(
            int size,
            boolean bigEndian,
            boolean vax,
            boolean implied,
            int sign,
            int exponent,
            int exponentBits,
            int mantissa,
            int mantissaBits,
            long bias)
            implements Datatype {}

    /**
     * A choice of named numbers.
     *
     * @param names the numbers by name
     */
    record Choice(Whole base, Map<String, Long> names) implements Datatype {
        @Override
        public int size() {
            return base.size();
        }

        /** Returns whether this is how h5py keeps flags. */
        public boolean isFlag() {
            return names.equals(Map.of("FALSE", 0L, "TRUE", 1L));
        }
    }

    /** Text of so many bytes. */
    record FixedText(int size, boolean spaces) implements Datatype {}

    /** Text of any length. */
    record Text(int size) implements Datatype {}

    /** A small array in place of each element. */
    record Inner(int size, List<Long> dimensions, Datatype base) implements Datatype {}

    /** A kind that holds no numbers, or none that are read. */
    record Other(int size, String name) implements Datatype {}

    private static boolean bit(int flags, int index) {
        return (flags >> index & 1) != 0;
    }

    /** Reads the description of a type. */
    static Datatype read(Cursor content) {
        int first = content.u1();
        int version = first >> 4;
        int kind = first & 15;
        int flags = (int) content.number(3);
        int size = content.size();
        if (version > 5) {
            throw new UnreadException("has a type of version " + version + ", where up to 5 are known: repack the file"
                    + " with 'h5repack --low=0 --high=2 OLD NEW'");
        }
        return switch (kind) {
            case 0 -> new Whole(size, bit(flags, 0), bit(flags, 3), content.u2(), content.u2());
            case 4 -> new Whole(size, bit(flags, 0), false, content.u2(), content.u2());
            case 1 -> real(content, flags, size);
            case 3 -> new FixedText(size, (flags & 15) == 2);
            case 8 -> choice(content, flags, version);
            case 9 -> (flags & 15) == 1 ? new Text(size) : new Other(size, "lists of any length");
            case 10 -> inner(content, size, version);
            default -> new Other(size, name(kind));
        };
    }

    private static String name(int kind) {
        return switch (kind) {
            case 2 -> "times";
            case 5 -> "opaque bytes";
            case 6 -> "compounds";
            case 7 -> "references";
            case 11 -> "complex numbers";
            default -> throw new DamagedException("there is no type " + kind);
        };
    }

    private static Datatype real(Cursor content, int flags, int size) {
        boolean swapped = bit(flags, 0);
        content.skip(4);
        return new Real(
                size,
                swapped,
                swapped && bit(flags, 6),
                (flags >> 4 & 3) == 2,
                flags >> 8 & 0xff,
                content.u1(),
                content.u1(),
                content.u1(),
                content.u1(),
                content.u4());
    }

    private static Datatype choice(Cursor content, int flags, int version) {
        int count = flags & 0xffff;
        if (!(read(content) instanceof Whole base) || base.size() > Long.BYTES) {
            throw new DamagedException("a choice is not of whole numbers");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = content.position();
            names.add(content.text());
            if (version < 3) {
                content.skip((8 - (content.position() - start) % 8) % 8);
            }
        }
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String name : names) {
            byte[] bytes = content.take(base.size());
            numbers.put(name, whole(base, bytes, 0));
        }
        return new Choice(base, numbers);
    }

    private static Datatype inner(Cursor content, int size, int version) {
        int rank = content.u1();
        content.skip(version < 3 ? 3 : 0);
        List<Long> dimensions = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            dimensions.add(content.u4());
        }
        content.skip(version < 3 ? 4 * rank : 0);
        Datatype base = read(content);
        long bytes = dimensions.stream().reduce((long) base.size(), Math::multiplyExact);
        if (bytes != size) {
            throw new DamagedException("small arrays of " + bytes + " bytes take " + size);
        }
        return new Inner(size, List.copyOf(dimensions), base);
    }

    /** Returns the type that a header tells. */
    static Datatype of(ObjectHeader header) {
        return read(header.required(Message.DATATYPE, "type"));
    }

    /** Returns a whole number out of bytes; one of 64 bits without sign may be negative here. */
    static long whole(Whole type, byte[] bytes, int at) {
        long raw = raw(bytes, at, type.size(), type.bigEndian()) >>> type.offset();
        int spare = Long.SIZE - type.precision();
        return type.signed() ? raw << spare >> spare : raw << spare >>> spare;
    }

    /** Returns bytes as a number without sign. */
    static long raw(byte[] bytes, int at, int size, boolean bigEndian) {
        long raw = 0;
        for (int i = 0; i < size; i++) {
            raw |= (bytes[at + (bigEndian ? size - 1 - i : i)] & 0xffL) << (8 * i);
        }
        return raw;
    }

    /**
     * Returns a floating-point number out of at most eight bytes, its greatest exponent meaning infinity or no number
     * as IEEE has it.
     */
    static double real(Real type, byte[] bytes, int at) {
        long raw = raw(bytes, at, type.size(), type.bigEndian());
        long mantissa = raw >>> type.mantissa() & ((1L << type.mantissaBits()) - 1);
        int exponent = (int) (raw >>> type.exponent() & ((1L << type.exponentBits()) - 1));
        double sign = (raw >>> type.sign() & 1) == 0 ? 1 : -1;
        if (exponent == (1 << type.exponentBits()) - 1) {
            return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        int scale = (int) (exponent - type.bias()) - type.mantissaBits();
        return exponent == 0
                ? sign * Math.scalb((double) mantissa, scale + 1)
                : sign * Math.scalb((double) (mantissa | 1L << type.mantissaBits()), scale);
    }
}
