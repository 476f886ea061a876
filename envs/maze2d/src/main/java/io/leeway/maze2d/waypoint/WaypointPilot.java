package io.leeway.maze2d.waypoint;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.RandomSource;
import java.util.List;

/** A pilot that steers one ball, and remembers where it is going. */
final class WaypointPilot {
    private final WaypointConfig config;
    private final MazeLayout layout;
    private final MazePlanner planner;
    private final RandomSource random;
    private final List<MazeLayout.Cell> targets;

    private double[] waypointsX = {};
    private double[] waypointsY = {};
    private int waypoint;
    private int stepsToTarget;
    private boolean arrived = true;

    WaypointPilot(WaypointConfig config, MazeLayout layout, MazePlanner planner, RandomSource random) {
        this.config = config;
        this.layout = layout;
        this.planner = planner;
        this.random = random;
        this.targets = layout.freeCells();
    }

    /**
     * Chooses the action of one environment.
     *
     * @param observations of all environments
     * @param begun whether its episode begins here, and with it a new plan
     * @param actions receives this environment's two values
     * @param environment its index
     */
    void act(double[] observations, boolean begun, double[] actions, int environment) {
        int at = environment * MazePhysics.STATE_SIZE;
        double x = observations[at];
        double y = observations[at + 1];
        if (begun || arrived) {
            plan(x, y);
        }
        boolean nearTarget = near(x, y, waypointsX.length - 1);
        if (nearTarget) {
            waypoint = waypointsX.length - 1;
        }
        for (int axis = 0; axis < MazePhysics.ACTION_SIZE; axis++) {
            double aim = axis == 0 ? waypointsX[waypoint] : waypointsY[waypoint];
            double push = config.proportionalGain() * (aim - observations[at + axis])
                    + config.derivativeGain() * observations[at + 2 + axis];
            actions[environment * MazePhysics.ACTION_SIZE + axis] = withNoise(clip(push));
        }
        if (!nearTarget && near(x, y, waypoint)) {
            waypoint++;
        }
        arrived = nearTarget || stepsToTarget >= layout.horizon();
        stepsToTarget++;
    }

    /** Returns whether the last observation ended the way to a target: it was reached, or took too long. */
    boolean arrived() {
        return arrived;
    }

    private void plan(double x, double y) {
        MazeLayout.Cell start = layout.cellAt(x, y);
        MazeLayout.Cell target = targets.get(random.nextInt(targets.size()));
        List<MazeLayout.Cell> path = planner.path(start, target);
        int last = path.size() - 1;
        waypointsX = new double[path.size()];
        waypointsY = new double[path.size()];
        for (int i = 0; i <= last; i++) {
            waypointsX[i] = path.get(i).x() - (i < last ? config.shift() * random.nextDouble() : 0);
            waypointsY[i] = path.get(i).y() - (i < last ? config.shift() * random.nextDouble() : 0);
        }
        waypoint = 0;
        stepsToTarget = 0;
        arrived = false;
    }

    private boolean near(double x, double y, int index) {
        return Math.hypot(x - waypointsX[index], y - waypointsY[index]) < config.threshold();
    }

    private double withNoise(double push) {
        return config.noise() == 0 ? push : clip(push + config.noise() * random.nextGaussian());
    }

    private static double clip(double push) {
        return Math.max(-1, Math.min(1, push));
    }
}
