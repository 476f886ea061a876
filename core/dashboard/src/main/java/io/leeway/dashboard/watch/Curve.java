package io.leeway.dashboard.watch;

import io.leeway.report.Point;
import java.util.ArrayList;
import java.util.List;

/** The points of a metric, of which every second is left out each time that they become too many to be drawn. */
final class Curve {
    private static final int MOST = 512;

    private final List<Point> points = new ArrayList<>();
    private long stride = 1;
    private long seen;

    /** Adds a point. */
    void add(double step, double value) {
        if (seen++ % stride == 0) {
            points.add(new Point(step, value));
        }
        if (points.size() > MOST) {
            List<Point> kept = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                kept.add(points.get(i));
            }
            points.clear();
            points.addAll(kept);
            stride *= 2;
        }
    }

    /** Returns them in the order in which they were measured. */
    List<Point> points() {
        return List.copyOf(points);
    }

    /** Returns whether some were left out. */
    boolean isThinned() {
        return stride > 1;
    }
}
