package io.leeway.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** Figures of progress as people read them. */
public final class Words {
    private Words() {}

    /** Returns three significant digits: {@code 0.25}, {@code 8.5}, {@code 1,230}. */
    public static String number(double value) {
        if (value >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    /** Returns {@code 47 s}, {@code 3 min 5 s} or {@code 2 h 10 min}. */
    public static String duration(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
