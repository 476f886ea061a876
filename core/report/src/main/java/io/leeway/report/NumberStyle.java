package io.leeway.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * The notation of a column's figures. Thousands are separated by commas; a negative number has a true minus sign.
 *
 * @param rounding what {@code digits} counts
 * @param digits decimals (0 or more) or significant digits (1 or more)
 */
public record NumberStyle(Rounding rounding, int digits) {
    private static final int SMALLEST_EXPONENT = -4;
    private static final int LARGEST_EXPONENT = 9;

    /** The place that digits are counted from. */
    public enum Rounding {
        /** The decimal point. */
        DECIMALS,
        /** The first digit that is not zero; far from 1 in scientific notation. */
        SIGNIFICANT
    }

    /**
     * Checks the number of digits.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public NumberStyle {
        int least = rounding == Rounding.SIGNIFICANT ? 1 : 0;
        if (digits < least || digits > 15) {
            throw new IllegalArgumentException("Digits lie within " + least + " and 15, but were " + digits);
        }
    }

    /** Returns a style with as many decimals everywhere, as in "62.4 ± 3.1". */
    public static NumberStyle decimals(int decimals) {
        return new NumberStyle(Rounding.DECIMALS, decimals);
    }

    /** Returns a style with as many significant digits everywhere, as in "0.00123 ± 0.00012" and "1.23e−7". */
    public static NumberStyle significant(int digits) {
        return new NumberStyle(Rounding.SIGNIFICANT, digits);
    }

    /** Returns a style without decimals, as in "48,210". */
    public static NumberStyle whole() {
        return decimals(0);
    }

    /** Returns a figure as text. */
    public String value(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        return rounding == Rounding.DECIMALS ? fixed(BigDecimal.valueOf(value), digits) : rounded(value);
    }

    /** Writes a standard error to the same place as its value, or with its own first digit where it is smaller. */
    public String error(double value, double error) {
        if (rounding == Rounding.DECIMALS || !Double.isFinite(error) || !Double.isFinite(value)) {
            return value(error);
        }
        if (isScientific(exponent(value))) {
            return significant(Math.min(digits, 2)).value(error);
        }
        int decimals = value == 0 ? digits - 1 : Math.max(0, digits - 1 - exponent(value));
        boolean vanishes = error > 0 && error < 0.5 * Math.pow(10, -decimals);
        return vanishes ? significant(1).value(error) : fixed(BigDecimal.valueOf(error), decimals);
    }

    private String rounded(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int exponent = exponent(value);
        return isScientific(exponent)
                ? fixed(exact.movePointLeft(exponent), digits - 1) + "e" + fixed(BigDecimal.valueOf(exponent), 0)
                : fixed(exact, Math.max(0, digits - 1 - exponent));
    }

    private int exponent(double value) {
        if (value == 0) {
            return 0;
        }
        BigDecimal exact = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        return exact.precision() - exact.scale() - 1;
    }

    private static boolean isScientific(int exponent) {
        return exponent < SMALLEST_EXPONENT || exponent >= LARGEST_EXPONENT;
    }

    private static String fixed(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded).replace('-', '−');
    }
}
