package io.leeway.datasettools.info;

import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.function.ToDoubleFunction;

/** Visits of each place of a walled map. */
public final class PositionDensity {
    private static final int LONGER_SIDE = 96;

    private final PlanarMap map;
    private final double minimumX;
    private final double minimumY;
    private final double cell;
    private final int columns;
    private final int rows;
    private final long[] counts;

    private PositionDensity(PlanarMap map) {
        this.map = map;
        minimumX = edge(map, Rectangle::minimumX, false);
        minimumY = edge(map, Rectangle::minimumY, false);
        double width = edge(map, Rectangle::maximumX, true) - minimumX;
        double height = edge(map, Rectangle::maximumY, true) - minimumY;
        cell = Math.max(width, height) / LONGER_SIDE;
        columns = Math.max(1, (int) Math.ceil(width / cell));
        rows = Math.max(1, (int) Math.ceil(height / cell));
        counts = new long[columns * rows];
    }

    /** Returns an empty density over what a map's walls enclose; it needs walls. */
    static PositionDensity of(PlanarMap map) {
        if (map.walls().isEmpty()) {
            throw new IllegalArgumentException("A map without walls has no extent");
        }
        return new PositionDensity(map);
    }

    private static double edge(PlanarMap map, ToDoubleFunction<Rectangle> side, boolean greatest) {
        var sides = map.walls().stream().mapToDouble(side);
        return (greatest ? sides.max() : sides.min()).orElseThrow();
    }

    void add(Episode episode) {
        Column observations = episode.columns().get(Episode.OBSERVATIONS);
        if (observations == null || observations.rowSize() <= Math.max(map.xColumn(), map.yColumn())) {
            return;
        }
        for (int row = 0; row < observations.rows(); row++) {
            int start = row * observations.rowSize();
            double x = (observations.real(start + map.xColumn()) - minimumX) / cell;
            double y = (observations.real(start + map.yColumn()) - minimumY) / cell;
            if (x >= 0 && x < columns && y >= 0 && y < rows) {
                counts[((int) y) * columns + (int) x]++;
            }
        }
    }

    /** Returns the map. */
    public PlanarMap map() {
        return map;
    }

    /** Returns the left edge of the first column, in the map's units. */
    public double minimumX() {
        return minimumX;
    }

    /** Returns the lower edge of the first row, in the map's units. */
    public double minimumY() {
        return minimumY;
    }

    /** Returns the side of a cell, in the map's units. */
    public double cell() {
        return cell;
    }

    /** Returns how many cells lie side by side. */
    public int columns() {
        return columns;
    }

    /** Returns how many cells lie one above another. */
    public int rows() {
        return rows;
    }

    /** Returns how many observations were in a cell; that of the row 0 is the lowest. */
    public long count(int column, int row) {
        return counts[row * columns + column];
    }
}
