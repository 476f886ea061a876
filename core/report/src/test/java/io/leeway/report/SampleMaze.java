package io.leeway.report;

import io.leeway.report.TrajectoryMap.Group;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.PlanarMap.Circle;
import io.leeway.spi.environment.PlanarMap.Rectangle;
import java.util.ArrayList;
import java.util.List;

/** The smallest of D4RL's mazes with wandering paths in it. */
final class SampleMaze {
    private static final String[] LAYOUT = {"#####", "#GOO#", "###O#", "#OOO#", "#####"};
    private static final double[][] CORRIDOR = {{1, 1}, {1, 2}, {1, 3}, {2, 3}, {3, 3}, {3, 2}, {3, 1}};
    private static final int PATHS = 48;
    private static final int HORIZON = 32;

    private final RandomSource random;

    SampleMaze(RandomSource random) {
        this.random = random;
    }

    TrajectoryMap section() {
        return new TrajectoryMap(
                "Trajectories",
                "Sub-trajectories of 32 steps of seed 0: cut from the data, and generated at the last refresh. A dot is"
                        + " a beginning, the dashed circle is the goal.",
                map(),
                List.of(group("real", 0.35, 0.5), group("unguided", 0.3, 0.5), group("guided", 1, 0)));
    }

    static PlanarMap map() {
        List<Rectangle> walls = new ArrayList<>();
        for (int row = 0; row < LAYOUT.length; row++) {
            for (int column = 0; column < LAYOUT[row].length(); column++) {
                if (LAYOUT[row].charAt(column) == '#') {
                    walls.add(new Rectangle(row - 0.7, column - 0.7, row + 0.3, column + 0.3));
                }
            }
        }
        return new PlanarMap(0, 1, walls, new Circle(1, 1, 0.5));
    }

    /** Makes paths along the corridor, away from its goal with probability {@code away}. */
    private Group group(String name, double speed, double away) {
        RandomSource source = random.split(name);
        List<List<Point>> paths = new ArrayList<>();
        for (int path = 0; path < PATHS; path++) {
            double place = source.nextDouble() * (CORRIDOR.length - 1);
            double velocity = (source.nextDouble() < away ? 1 : -1) * speed * (0.04 + 0.1 * source.nextDouble());
            double side = 0.2 * source.nextGaussian();
            List<Point> points = new ArrayList<>();
            for (int step = 0; step < HORIZON; step++) {
                points.add(at(place, side));
                place = Math.max(0, Math.min(CORRIDOR.length - 1.001, place + velocity));
                side = 0.97 * side + 0.02 * source.nextGaussian();
            }
            paths.add(points);
        }
        return new Group(name, paths);
    }

    private static Point at(double place, double side) {
        int cell = Math.min((int) place, CORRIDOR.length - 2);
        double part = place - cell;
        double x = CORRIDOR[cell][0] + part * (CORRIDOR[cell + 1][0] - CORRIDOR[cell][0]);
        double y = CORRIDOR[cell][1] + part * (CORRIDOR[cell + 1][1] - CORRIDOR[cell][1]);
        return new Point(x - 0.2 + side, y - 0.2 + 0.6 * side);
    }
}
