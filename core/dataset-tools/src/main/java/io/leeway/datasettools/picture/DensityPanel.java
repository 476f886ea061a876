package io.leeway.datasettools.picture;

import io.leeway.datasettools.info.PositionDensity;
import io.leeway.report.picture.PictureCanvas;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.awt.Color;
import java.awt.geom.Ellipse2D;

/** A map with the places that were visited, the more often the darker; only the part around them is shown. */
final class DensityPanel {
    private static final int MARGIN = 5;

    private final PositionDensity density;
    private final double scale;
    private final double left;
    private final double bottom;
    private int firstColumn = Integer.MAX_VALUE;
    private int lastColumn;
    private int firstRow = Integer.MAX_VALUE;
    private int lastRow;
    private long most = 1;

    /** Fits a density into a rectangle. */
    DensityPanel(PositionDensity density, double x, double y, double width, double height) {
        this.density = density;
        look();
        int columns = lastColumn - firstColumn + 1;
        int rows = lastRow - firstRow + 1;
        scale = Math.min(width / columns, height / rows);
        left = x + (width - scale * columns) / 2;
        bottom = y + (height + scale * rows) / 2;
    }

    private void look() {
        for (int column = 0; column < density.columns(); column++) {
            for (int row = 0; row < density.rows(); row++) {
                if (density.count(column, row) > 0) {
                    most = Math.max(most, density.count(column, row));
                    firstColumn = Math.min(firstColumn, Math.max(0, column - MARGIN));
                    lastColumn = Math.max(lastColumn, Math.min(density.columns() - 1, column + MARGIN));
                    firstRow = Math.min(firstRow, Math.max(0, row - MARGIN));
                    lastRow = Math.max(lastRow, Math.min(density.rows() - 1, row + MARGIN));
                }
            }
        }
        if (firstColumn > lastColumn) {
            firstColumn = 0;
            firstRow = 0;
            lastColumn = density.columns() - 1;
            lastRow = density.rows() - 1;
        }
    }

    void draw(PictureCanvas canvas) {
        density.map().walls().forEach(wall -> draw(canvas, wall));
        for (int column = firstColumn; column <= lastColumn; column++) {
            for (int row = firstRow; row <= lastRow; row++) {
                long count = density.count(column, row);
                if (count > 0) {
                    Color color = shade(Math.log1p((double) count) / Math.log1p((double) most));
                    canvas.fill(
                            color,
                            left + (column - firstColumn) * scale,
                            bottom - (row + 1 - firstRow) * scale,
                            scale,
                            scale);
                }
            }
        }
        Circle goal = density.map().goal();
        if (goal != null) {
            double radius = goal.radius() / density.cell() * scale;
            double x = left + column(goal.x()) * scale;
            double y = bottom - row(goal.y()) * scale;
            canvas.goal(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        }
    }

    private void draw(PictureCanvas canvas, Rectangle wall) {
        double from = Math.max(0, column(wall.minimumX()));
        double to = Math.min(lastColumn - firstColumn + 1, column(wall.maximumX()));
        double low = Math.max(0, row(wall.minimumY()));
        double high = Math.min(lastRow - firstRow + 1, row(wall.maximumY()));
        if (from < to && low < high) {
            canvas.fill(
                    PictureCanvas.LINE,
                    left + from * scale,
                    bottom - high * scale,
                    (to - from) * scale + 0.3,
                    (high - low) * scale + 0.3);
        }
    }

    private double column(double x) {
        return (x - density.minimumX()) / density.cell() - firstColumn;
    }

    private double row(double y) {
        return (y - density.minimumY()) / density.cell() - firstRow;
    }

    /** Returns a blue from pale to dark. */
    private static Color shade(double share) {
        float strength = (float) (0.15 + 0.85 * share);
        return new Color(1 - strength, 1 - strength * 0.62f, 1 - strength * 0.35f);
    }
}
