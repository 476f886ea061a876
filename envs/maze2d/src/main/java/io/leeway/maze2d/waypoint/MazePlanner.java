package io.leeway.maze2d.waypoint;

import io.leeway.maze2d.maze.MazeLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A planner of ways through a maze by tabular Q-iteration, as D4RL's collector does it: a reward of 1 for every step
 * begun in the target cell, discount 0.99, 50 sweeps. Of equally good moves the first wins, in the order stay, −y, +y,
 * −x, +x.
 */
final class MazePlanner {
    private static final int SWEEPS = 50;
    private static final double DISCOUNT = 0.99;
    private static final int[] MOVES_X = {0, 0, 0, -1, 1};
    private static final int[] MOVES_Y = {0, -1, 1, 0, 0};

    private final MazeLayout layout;
    private final Map<MazeLayout.Cell, double[]> valuesByTarget = new HashMap<>();

    MazePlanner(MazeLayout layout) {
        this.layout = layout;
    }

    /**
     * Returns the cells from the one after {@code start} to {@code target}; the target alone where that is the start.
     *
     * @throws IllegalStateException if there is no way
     */
    List<MazeLayout.Cell> path(MazeLayout.Cell start, MazeLayout.Cell target) {
        double[] values = valuesByTarget.computeIfAbsent(target, this::values);
        List<MazeLayout.Cell> path = new ArrayList<>();
        MazeLayout.Cell at = start;
        do {
            at = bestNeighbour(values, at);
            path.add(at);
            if (path.size() > SWEEPS) {
                throw new IllegalStateException("There is no way from " + start + " to " + target + " in the maze "
                        + layout.label() + " within " + SWEEPS + " cells");
            }
        } while (!at.equals(target));
        return path;
    }

    private double[] values(MazeLayout.Cell target) {
        double[] values = new double[layout.sizeX() * layout.sizeY()];
        List<MazeLayout.Cell> cells = layout.freeCells();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double[] before = values.clone();
            for (MazeLayout.Cell cell : cells) {
                double best = before[index(bestNeighbour(before, cell))];
                values[index(cell)] = (cell.equals(target) ? 1 : 0) + DISCOUNT * best;
            }
        }
        return values;
    }

    /** Returns where the best move leads: the reward is the same for all, so the best successor decides. */
    private MazeLayout.Cell bestNeighbour(double[] values, MazeLayout.Cell cell) {
        MazeLayout.Cell best = cell;
        for (int move = 1; move < MOVES_X.length; move++) {
            MazeLayout.Cell next = new MazeLayout.Cell(cell.x() + MOVES_X[move], cell.y() + MOVES_Y[move]);
            if (!layout.wall(next.x(), next.y()) && values[index(next)] > values[index(best)]) {
                best = next;
            }
        }
        return best;
    }

    private int index(MazeLayout.Cell cell) {
        return cell.x() * layout.sizeY() + cell.y();
    }
}
