package io.leeway.environment.diagnosis;

/**
 * The description of a figure that a {@link Measure} gives.
 *
 * @param name in snake_case, unique over all measures
 * @param title in a few words, unique over all measures
 * @param better which values are better
 * @param meaning what it is, in one sentence without a full stop
 */
public record Figure(String name, String title, Better better, String meaning) {
    /** The direction in which a figure is better. */
    public enum Better {
        /** The larger. */
        HIGHER,
        /** The smaller. */
        LOWER,
        /** The nearer to the figure of real data that was held out. */
        LIKE_DATA,
        /** The figure describes. */
        NEITHER
    }

    /** Returns whether it differs between two calls with the same seed: a time, or a speed. */
    public boolean timing() {
        return name.endsWith("seconds") || name.endsWith("_per_s");
    }
}
