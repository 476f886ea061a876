package io.leeway.bridge.codec;

import io.leeway.proto.env.v1.Tensor;
import java.util.List;

/** Sizes of arrays, checked before anything is allocated for them. */
final class Shapes {
    /** NumPy allows no more than 64 dimensions. */
    private static final int MOST_DIMENSIONS = 64;

    private Shapes() {}

    /** Returns the sizes as they are carried: 32 bits without a sign. */
    static List<Integer> of(List<Integer> wire, String where) {
        if (wire.size() > MOST_DIMENSIONS) {
            throw new CodecException(
                    where + " has " + wire.size() + " dimensions, but may have " + MOST_DIMENSIONS + " at most");
        }
        size(wire, where);
        return List.copyOf(wire);
    }

    /** Returns how many elements there are. */
    static int size(List<Integer> shape, String where) {
        long size = 1;
        for (int each : shape) {
            size *= each;
            if (each < 0 || size > Integer.MAX_VALUE) {
                throw new CodecException(where + " has the shape " + shown(shape) + ", which is too large");
            }
        }
        return (int) size;
    }

    /** Checks that a tensor holds what its own shape and type say. */
    static void checkFull(Tensor tensor, ElementFormat format, String where) {
        long bytes = (long) size(of(tensor.getShapeList(), where), where) * format.bytes();
        if (bytes != tensor.getData().size()) {
            throw new CodecException(where + " has " + tensor.getData().size() + " bytes, but "
                    + shown(tensor.getShapeList()) + " of " + format.label() + " takes " + bytes);
        }
    }

    /**
     * Checks that a tensor holds one array of {@code shape} for each of {@code count} environments, of {@code format}.
     */
    static void checkBatch(Tensor tensor, ElementFormat format, int count, List<Integer> shape, String where) {
        List<Integer> given = tensor.getShapeList();
        boolean fits = given.size() == shape.size() + 1 && given.get(0) == count;
        for (int i = 0; fits && i < shape.size(); i++) {
            fits = given.get(i + 1).equals(shape.get(i));
        }
        if (tensor.getType() != format.wire() || !fits) {
            throw new CodecException(
                    where + " must be of type " + format.label() + " and shape " + shown(batched(count, shape))
                            + ", but is of type " + label(tensor) + " and shape " + shown(given));
        }
        checkFull(tensor, format, where);
    }

    /** Returns numbers of parts as they are carried: 32 bits without a sign. */
    static int[] counts(List<Integer> wire) {
        return wire.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns how many parts all environments have, given how many each has. */
    static int sum(int[] counts, int count, String where) {
        if (counts.length != count) {
            throw new CodecException(
                    where + " must have a number for each of " + count + " environments, but has " + counts.length);
        }
        long sum = 0;
        for (int each : counts) {
            sum += each;
            if (each < 0 || sum > Integer.MAX_VALUE) {
                throw new CodecException(where + " are " + Integer.toUnsignedString(each) + ", or more than "
                        + Integer.MAX_VALUE + " in all");
            }
        }
        return (int) sum;
    }

    static List<Integer> batched(int count, List<Integer> shape) {
        List<Integer> batched = new java.util.ArrayList<>(shape.size() + 1);
        batched.add(count);
        batched.addAll(shape);
        return batched;
    }

    private static String label(Tensor tensor) {
        return tensor.getType().name().replace("DATA_TYPE_", "").toLowerCase(java.util.Locale.ROOT);
    }

    private static String shown(List<Integer> shape) {
        String text = shape.stream()
                .limit(8)
                .map(Integer::toUnsignedString)
                .collect(java.util.stream.Collectors.joining(", "));
        return "(" + text + (shape.size() > 8 ? ", …)" : ")");
    }
}
