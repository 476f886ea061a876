package io.leeway.maze2d.maze;

import io.leeway.spi.environment.EnvironmentSpec.ReferenceScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * D4RL's mazes, with their time limits and reference scores (Fu et al. 2020).
 *
 * <p>A row of the drawing is a value of x and a column a value of y, so that the first character of the second row is
 * the cell (1, 0). {@code #} is a wall, {@code O} is free and {@code G} is free with the goal on it.
 */
public enum MazeLayout {
    /** A U of seven free cells. */
    UMAZE(300, 23.85, 161.86, 68.537689, 193.66285642381482, """
            #####
            #GOO#
            ###O#
            #OOO#
            #####
            """),

    /** Rooms and corridors, 8 × 8 cells. */
    MEDIUM(600, 13.13, 277.39, 44.264742, 297.4552547777125, """
            ########
            #OO##OO#
            #OO#OOO#
            ##OOO###
            #OO#OOO#
            #O#OO#O#
            #OOO#OG#
            ########
            """),

    /** Long corridors, 9 × 12 cells. */
    LARGE(800, 6.7, 273.99, 30.569041, 303.4857382709002, """
            ############
            #OOOO#OOOOO#
            #O##O#O#O#O#
            #OOOOOO#OOO#
            #O####O###O#
            #OO#O#OOOOO#
            ##O#O#O#O###
            #OO#OOO#OGO#
            ############
            """);

    /**
     * A cell of a maze.
     *
     * @param x its row in the drawing
     * @param y its column in the drawing
     */
    public record Cell(int x, int y) {}

    private final int horizon;
    private final double sparseRandom;
    private final double sparseExpert;
    private final double denseRandom;
    private final double denseExpert;
    private final String drawing;
    private final int sizeY;

    MazeLayout(
            int horizon,
            double sparseRandom,
            double sparseExpert,
            double denseRandom,
            double denseExpert,
            String drawing) {
        this.horizon = horizon;
        this.sparseRandom = sparseRandom;
        this.sparseExpert = sparseExpert;
        this.denseRandom = denseRandom;
        this.denseExpert = denseExpert;
        this.drawing = drawing;
        this.sizeY = drawing.indexOf('\n');
    }

    /** Returns how a user names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the time limit in steps. */
    public int horizon() {
        return horizon;
    }

    /** Returns D4RL's reference scores for a reward. */
    public ReferenceScores referenceScores(MazeReward reward) {
        return reward == MazeReward.SPARSE
                ? new ReferenceScores(sparseRandom, sparseExpert)
                : new ReferenceScores(denseRandom, denseExpert);
    }

    /** Returns how many cells there are along x. */
    public int sizeX() {
        return drawing.length() / (sizeY + 1);
    }

    /** Returns how many cells there are along y. */
    public int sizeY() {
        return sizeY;
    }

    /** Returns whether a cell is a wall; beyond the drawing there is none. */
    public boolean wall(int x, int y) {
        return x >= 0 && x < sizeX() && y >= 0 && y < sizeY && tile(x, y) == '#';
    }

    /** Returns where an episode may begin and a target may be: the empty cells in order, then the goal's. */
    public List<Cell> freeCells() {
        List<Cell> cells = find('O');
        cells.add(goal());
        return List.copyOf(cells);
    }

    /**
     * Returns the free cell that a position of the ball's centre is in.
     *
     * @throws IllegalArgumentException if that is a wall or outside, where the ball cannot be
     */
    public Cell cellAt(double x, double y) {
        double edge = 0.5 - MazePhysics.ORIGIN;
        Cell cell = new Cell((int) Math.floor(x - edge), (int) Math.floor(y - edge));
        boolean inside = cell.x() > 0 && cell.x() < sizeX() && cell.y() > 0 && cell.y() < sizeY;
        if (!inside || wall(cell.x(), cell.y())) {
            throw new IllegalArgumentException(
                    "The position (" + x + ", " + y + ") is not in a free cell of the maze " + label());
        }
        return cell;
    }

    /** Returns the goal's cell, whose indices are the goal's position. */
    public Cell goal() {
        return find('G').get(0);
    }

    private List<Cell> find(char tile) {
        List<Cell> found = new ArrayList<>();
        for (int x = 0; x < sizeX(); x++) {
            for (int y = 0; y < sizeY; y++) {
                if (tile(x, y) == tile) {
                    found.add(new Cell(x, y));
                }
            }
        }
        return found;
    }

    private char tile(int x, int y) {
        return drawing.charAt(x * (sizeY + 1) + y);
    }
}
