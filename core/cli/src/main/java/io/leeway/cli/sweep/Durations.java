package io.leeway.cli.sweep;

/** Lengths of time as people read them. */
final class Durations {
    private Durations() {}

    /** Returns {@code 47 s}, {@code 3 min} or {@code 2 h 10 min}. */
    static String shown(double seconds) {
        long whole = Math.max(1, Math.round(seconds));
        if (whole < 120) {
            return whole + " s";
        }
        long minutes = Math.round(seconds / 60);
        return minutes < 120 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }
}
