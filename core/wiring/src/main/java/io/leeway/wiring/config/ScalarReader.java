package io.leeway.wiring.config;

import io.leeway.wiring.keys.KebabCase;
import io.leeway.wiring.registry.Nearest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A reader of one scalar into the type that is wanted. Whatever is wrong is an {@link IllegalArgumentException}: "must
 * be …".
 */
final class ScalarReader {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][-+]?\\d{1,4})?");
    private static final Pattern INFINITY = Pattern.compile("([-+]?)\\.(inf|Inf|INF)");
    private static final int LONGEST_VALUE_SHOWN = 60;

    private ScalarReader() {}

    /**
     * Reads a scalar.
     *
     * @param infinite whether a number may be infinite
     */
    static Object read(YamlNode.Scalar scalar, Class<?> type, boolean infinite) {
        if (scalar.isNull()) {
            throw new IllegalArgumentException("is empty, but must be " + noun(type));
        }
        if (type == String.class) {
            return scalar.text();
        } else if (type == Path.class) {
            return path(scalar);
        } else if (type == java.time.Duration.class) {
            return Durations.parse(scalar.text());
        } else if (type.isEnum()) {
            return constant(scalar, type);
        } else if (type == boolean.class || type == Boolean.class) {
            return truth(scalar);
        } else if (type == int.class || type == Integer.class) {
            return whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE).intValueExact();
        } else if (type == long.class || type == Long.class) {
            return whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE).longValueExact();
        }
        double number = number(scalar, infinite);
        if (type == double.class || type == Double.class) {
            return number;
        }
        if (Float.isInfinite((float) number) && !Double.isInfinite(number)) {
            throw mustBe("a number of magnitude up to 3.4e38", scalar);
        }
        return (float) number;
    }

    /** Returns what a value of a type is called, with its article. */
    static String noun(Class<?> type) {
        if (type == String.class) {
            return "a text";
        } else if (type == Path.class) {
            return "a path";
        } else if (type == java.time.Duration.class) {
            return "a duration like 90s or 1h30m";
        } else if (type.isEnum()) {
            return "one of " + String.join(", ", constants(type));
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == float.class || type == Float.class || type == double.class || type == Double.class) {
            return "a number";
        }
        return "a whole number";
    }

    /** Returns the constants of an enum as users write them. */
    static List<String> constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(KebabCase.ofConstant((Enum<?>) constant));
        }
        return names;
    }

    /** Returns a failure that says what a value must be and what it is. */
    static IllegalArgumentException mustBe(String wanted, YamlNode node) {
        return new IllegalArgumentException("must be " + wanted + ", but is " + shown(node));
    }

    /** Returns a node as it is shown to the user, shortened. */
    static String shown(YamlNode node) {
        String noun = node.noun();
        return noun.length() <= LONGEST_VALUE_SHOWN ? noun : noun.substring(0, LONGEST_VALUE_SHOWN) + "…";
    }

    private static Path path(YamlNode.Scalar scalar) {
        try {
            return Path.of(scalar.text());
        } catch (InvalidPathException invalid) {
            throw new IllegalArgumentException("must be a path, but " + invalid.getMessage(), invalid);
        }
    }

    private static Object constant(YamlNode.Scalar scalar, Class<?> type) {
        List<String> names = constants(type);
        int index = names.indexOf(scalar.text());
        if (index < 0) {
            throw new IllegalArgumentException(
                    mustBe(noun(type), scalar).getMessage() + "." + Nearest.question(scalar.text(), names));
        }
        return type.getEnumConstants()[index];
    }

    private static boolean truth(YamlNode.Scalar scalar) {
        if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return scalar.text().equals("true");
        }
        throw mustBe("true or false", scalar);
    }

    private static BigInteger whole(YamlNode.Scalar scalar, long low, long high) {
        BigInteger whole;
        try {
            whole = decimal(scalar, "a whole number").toBigIntegerExact();
        } catch (ArithmeticException fraction) {
            throw mustBe("a whole number", scalar);
        }
        if (whole.compareTo(BigInteger.valueOf(low)) < 0 || whole.compareTo(BigInteger.valueOf(high)) > 0) {
            throw mustBe("a whole number from " + low + " to " + high, scalar);
        }
        return whole;
    }

    private static double number(YamlNode.Scalar scalar, boolean infinite) {
        var infinity = INFINITY.matcher(scalar.text());
        if (infinity.matches() && infinite) {
            return infinity.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (infinity.matches() || scalar.text().equalsIgnoreCase(".nan")) {
            throw mustBe("a finite number", scalar);
        }
        double number = decimal(scalar, "a number").doubleValue();
        if (Double.isInfinite(number)) {
            throw mustBe("a finite number", scalar);
        }
        return number;
    }

    private static BigDecimal decimal(YamlNode.Scalar scalar, String wanted) {
        String text = scalar.text();
        if (scalar.plain() && NUMBER.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        String bare = text.replace("_", "").replace(",", "");
        if (NUMBER.matcher(bare).matches()) {
            throw new IllegalArgumentException(mustBe(wanted, scalar).getMessage() + ". Did you mean " + bare + "?");
        }
        throw mustBe(wanted, scalar);
    }
}
