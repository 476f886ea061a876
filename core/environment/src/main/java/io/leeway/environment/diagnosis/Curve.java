package io.leeway.environment.diagnosis;

/**
 * A curve that a {@link Measure} gives for one subject.
 *
 * @param chart what it is drawn in, beside those of other subjects
 * @param x ascending; empty for a level, which is the same at every x
 * @param y one value for each x, or the level
 */
public record Curve(Chart chart, double[] x, double[] y) {
    /**
     * The chart of a curve.
     *
     * @param name in snake_case
     * @param title in a few words
     * @param caption what is drawn and how to read it
     * @param x the title of the horizontal axis
     * @param y the title of the vertical axis
     * @param scale which axes are logarithmic
     */
    public record Chart(String name, String title, String caption, String x, String y, Scale scale) {}

    /** The scale of a chart. */
    public enum Scale {
        /** The vertical axis is logarithmic. */
        LOGARITHMIC_Y,
        /** The horizontal axis is logarithmic. */
        LOGARITHMIC_X
    }

    /** Checks every length. */
    public Curve {
        if (y.length != Math.max(1, x.length)) {
            throw new IllegalArgumentException("A curve has " + x.length + " x, but " + y.length + " y");
        }
    }

    /** Returns whether it is the same at every x. */
    public boolean level() {
        return x.length == 0;
    }
}
