package io.leeway.maze2d.maze;

/**
 * The walls near a point, looked up by the cell that the point is in.
 *
 * <p>Coordinates here are MuJoCo's: the cell (i, j) spans i + 0.5 … i + 1.5 and j + 0.5 … j + 1.5. Two rings of empty
 * cells surround the maze, so that any point, however far out, falls into a cell of the table.
 */
final class MazeGrid {
    private static final int RING = 2;
    private static final double SHIFT = RING - 0.5;

    private final int columns;
    private final int lastX;
    private final int lastY;
    private final short[] walls;

    MazeGrid(MazeLayout layout) {
        columns = layout.sizeY() + 2 * RING;
        lastX = layout.sizeX() + 2 * RING - 1;
        lastY = columns - 1;
        walls = new short[(lastX + 1) * columns];
        for (int x = 0; x <= lastX; x++) {
            for (int y = 0; y <= lastY; y++) {
                walls[x * columns + y] = neighbourhood(layout, x - RING, y - RING);
            }
        }
    }

    private static short neighbourhood(MazeLayout layout, int x, int y) {
        int bits = 0;
        for (int towardsX = -1; towardsX <= 1; towardsX++) {
            for (int towardsY = -1; towardsY <= 1; towardsY++) {
                if (layout.wall(x + towardsX, y + towardsY)) {
                    bits |= bit(towardsX, towardsY);
                }
            }
        }
        return (short) bits;
    }

    /** Returns the bit, in {@link #walls}, of the neighbour in a direction; (0, 0) is the cell itself. */
    static int bit(int towardsX, int towardsY) {
        return 1 << (3 * towardsX + towardsY + 4);
    }

    /** Returns the table's index of a coordinate along x; one that is not a number gives 0, which is empty. */
    int indexX(double x) {
        return Math.max(0, Math.min(lastX, (int) (x + SHIFT)));
    }

    /** Returns the table's index of a coordinate along y. */
    int indexY(double y) {
        return Math.max(0, Math.min(lastY, (int) (y + SHIFT)));
    }

    /** Returns the lower edge of an index, along either axis. */
    static double edge(int index) {
        return index - SHIFT;
    }

    /** Returns which of the nine cells at and around an index are walls, see {@link #bit}. */
    int walls(int indexX, int indexY) {
        return walls[indexX * columns + indexY];
    }
}
