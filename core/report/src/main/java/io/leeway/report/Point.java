package io.leeway.report;

/**
 * A point of a curve or a path.
 *
 * @param x to the right
 * @param y upwards; NaN leaves a gap
 */
public record Point(double x, double y) {
    /** Returns whether both coordinates are finite. */
    public boolean finite() {
        return Double.isFinite(x) && Double.isFinite(y);
    }
}
