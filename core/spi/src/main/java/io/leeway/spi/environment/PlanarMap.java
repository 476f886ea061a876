package io.leeway.spi.environment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plane to draw trajectories on.
 *
 * @param xColumn the observation's column drawn to the right
 * @param yColumn the observation's column drawn upwards
 * @param walls solid rectangles, in the observation's units
 * @param goal where the reward is, or null
 */
public record PlanarMap(
        int xColumn,
        int yColumn,
        List<Rectangle> walls,
        @Nullable Circle goal) {
    /** A rectangle by two opposite corners. */
    public record Rectangle(double minimumX, double minimumY, double maximumX, double maximumY) {}

    /** A circle. */
    public record Circle(double x, double y, double radius) {}
}
