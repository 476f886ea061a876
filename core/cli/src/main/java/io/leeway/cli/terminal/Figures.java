package io.leeway.cli.terminal;

import java.util.Locale;

/** Measured figures as people read them. */
public final class Figures {
    private static final double LEAST_WITHOUT_FRACTION = 1000;

    private Figures() {}

    /** Returns a number with as many digits as are worth reading, and anything else as it is. */
    public static String text(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            boolean large = Math.abs(number) >= LEAST_WITHOUT_FRACTION && !Double.isInfinite(number);
            return large ? String.format(Locale.ROOT, "%,.0f", number) : String.format(Locale.ROOT, "%.4g", number);
        } else if (value instanceof Integer || value instanceof Long) {
            return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
        }
        return String.valueOf(value);
    }

    /** Returns a figure's name, such as {@code held_out_loss}, as words. */
    public static String words(String name) {
        String text = name.replace("_per_s", "/s").replace('_', ' ').replace("held out", "held-out");
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
