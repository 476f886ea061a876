package io.leeway.datasets.minari.space;

import io.leeway.spi.environment.Space;
import io.leeway.spi.environment.Space.ElementType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The columns that hold the elements of a space, and the kinds that they must be of. */
public final class SpaceColumns {
    private static final int LEAST_IMAGE = 32;

    private SpaceColumns() {}

    /**
     * Returns what a column of that type and shape of rows is wrong in, if it should hold elements of a space. Real
     * numbers may be wider or narrower than their space says, as in many published datasets.
     */
    public static Optional<String> problem(Space space, ElementType type, List<? extends Number> shape) {
        boolean fits =
                switch (kind(space)) {
                    case "Box" ->
                        type.isReal() == ((Space.Box) space).type().isReal()
                                && same(shape, ((Space.Box) space).shape());
                    case "Discrete" -> !type.isReal() && size(shape) == 1;
                    case "MultiDiscrete" -> !type.isReal() && same(shape, ((Space.MultiDiscrete) space).shape());
                    case "MultiBinary" -> !type.isReal() && same(shape, ((Space.MultiBinary) space).shape());
                    default -> false;
                };
        return fits
                ? Optional.empty()
                : Optional.of("holds rows of " + name(type) + " " + shape + ", but its space is " + describe(space));
    }

    /** Returns whether Minari keeps elements of a space as JPEG, so that numbers change. */
    public static boolean isImage(Space space) {
        if (!(space instanceof Space.Box box) || box.type() != ElementType.UINT8) {
            return false;
        }
        List<Integer> shape = box.shape();
        boolean large =
                (shape.size() == 2 || shape.size() == 3) && shape.get(0) >= LEAST_IMAGE && shape.get(1) >= LEAST_IMAGE;
        return large
                && Arrays.stream(box.low()).allMatch(low -> low == 0)
                && Arrays.stream(box.high()).allMatch(high -> high == 255);
    }

    static String describe(Space space) {
        if (space instanceof Space.Box box) {
            return "a Box of " + name(box.type()) + " " + box.shape();
        } else if (space instanceof Space.MultiDiscrete discrete) {
            return "a MultiDiscrete of whole numbers " + discrete.shape();
        } else if (space instanceof Space.MultiBinary binary) {
            return "a MultiBinary of whole numbers " + binary.shape();
        }
        return space instanceof Space.Discrete ? "a Discrete of single whole numbers" : "a " + kind(space);
    }

    private static String kind(Space space) {
        return space.getClass().getSimpleName();
    }

    public static String name(ElementType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static boolean same(List<? extends Number> shape, List<Integer> wanted) {
        return shape.stream()
                .map(Number::longValue)
                .toList()
                .equals(wanted.stream().map(Integer::longValue).toList());
    }

    private static long size(List<? extends Number> shape) {
        return shape.stream().mapToLong(Number::longValue).reduce(1, (a, b) -> a * b);
    }
}
