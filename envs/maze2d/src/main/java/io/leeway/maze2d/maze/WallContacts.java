package io.leeway.maze2d.maze;

/**
 * The walls that touch the ball at one moment, and the force with which they push it: MuJoCo's soft contacts (Todorov
 * 2014), solved exactly.
 *
 * <p>Every wall box is a contact of its own, as in MuJoCo: along a flat wall the neighbouring box's edge is a second
 * one with an oblique normal, and around a convex corner the normal points at the corner. Contacts couple there, so the
 * forces f ≥ 0 minimise ½ fᵀ(JJᵀ/m + diag R) f + fᵀ(J a₀ − a_ref) together. Holds one moment at a time and allocates
 * nothing.
 */
final class WallContacts {
    private static final int MOST = 4;
    private static final double HALF_HEIGHT = 0.2;
    private static final double SMALLEST = 1e-15;
    private static final double LEAST_IMPEDANCE = 0.9;
    private static final double IMPEDANCE_RANGE = 0.05;
    private static final double IMPEDANCE_WIDTH = 0.001;
    private static final double DAMPING = 2 / (0.95 * 0.02);
    private static final double STIFFNESS = 1 / (0.95 * 0.95 * 0.02 * 0.02);

    private final MazeGrid grid;
    private final double margin;
    private final double regularization;
    private final double reach;

    private final double[] awayX = new double[MOST];
    private final double[] awayY = new double[MOST];
    private final double[] distance = new double[MOST];
    private final double[] softness = new double[MOST];
    private final double[] excess = new double[MOST];
    private int count;
    private double forceX;
    private double forceY;

    WallContacts(MazeGrid grid, double margin, double regularization) {
        this.grid = grid;
        this.margin = margin;
        this.regularization = regularization;
        this.reach = MazePhysics.RADIUS + margin + 1e-9;
    }

    /**
     * Finds the contacts of a ball whose centre is at a point in MuJoCo's coordinates, and returns how many there are.
     */
    int find(double x, double y) {
        count = 0;
        int indexX = grid.indexX(x);
        int indexY = grid.indexY(y);
        int walls = grid.walls(indexX, indexY);
        if (walls == 0) {
            return 0;
        }
        double edgeX = MazeGrid.edge(indexX);
        double edgeY = MazeGrid.edge(indexY);
        int towardsX = towards(x - edgeX);
        int towardsY = towards(y - edgeY);
        if ((walls & MazeGrid.bit(0, 0)) != 0) {
            add(x, y, edgeX, edgeY);
        }
        if (towardsX != 0 && (walls & MazeGrid.bit(towardsX, 0)) != 0) {
            add(x, y, edgeX + towardsX, edgeY);
        }
        if (towardsY != 0 && (walls & MazeGrid.bit(0, towardsY)) != 0) {
            add(x, y, edgeX, edgeY + towardsY);
        }
        if (towardsX != 0 && towardsY != 0 && (walls & MazeGrid.bit(towardsX, towardsY)) != 0) {
            add(x, y, edgeX + towardsX, edgeY + towardsY);
        }
        return count;
    }

    private int towards(double within) {
        if (within < reach) {
            return -1;
        }
        return within > 1 - reach ? 1 : 0;
    }

    private void add(double x, double y, double lowX, double lowY) {
        double offsetX = x - Math.max(lowX, Math.min(lowX + 1, x));
        double offsetY = y - Math.max(lowY, Math.min(lowY + 1, y));
        double separation = Math.sqrt(offsetX * offsetX + offsetY * offsetY);
        if (separation <= SMALLEST) {
            addFromInside(x - lowX, lowX + 1 - x, y - lowY, lowY + 1 - y);
        } else if (separation - MazePhysics.RADIUS < margin) {
            put(offsetX / separation, offsetY / separation, separation - MazePhysics.RADIUS);
        }
    }

    /**
     * A centre inside a box is pushed out of the nearest face; deep inside that is the top or bottom, which does
     * nothing.
     */
    private void addFromInside(double left, double right, double down, double up) {
        double nearest = Math.min(Math.min(left, right), Math.min(down, up));
        if (nearest > HALF_HEIGHT) {
            return;
        }
        if (nearest == left || nearest == right) {
            put(nearest == left ? -1 : 1, 0, -nearest - MazePhysics.RADIUS);
        } else {
            put(0, nearest == down ? -1 : 1, -nearest - MazePhysics.RADIUS);
        }
    }

    private void put(double directionX, double directionY, double signedDistance) {
        awayX[count] = directionX;
        awayY[count] = directionY;
        distance[count] = signedDistance;
        count++;
    }

    /**
     * Computes the force of the contacts found, which {@link #forceX} and {@link #forceY} then give.
     *
     * @param velocityX the ball's velocity along x, clipped
     * @param accelerationX a₀, the acceleration along x that it would have without the walls
     */
    void solve(double velocityX, double velocityY, double accelerationX, double accelerationY) {
        for (int i = 0; i < count; i++) {
            double depth = distance[i] - margin;
            double impedance = impedance(-depth);
            double speed = awayX[i] * velocityX + awayY[i] * velocityY;
            double wanted = -DAMPING * speed - STIFFNESS * impedance * depth;
            excess[i] = wanted - (awayX[i] * accelerationX + awayY[i] * accelerationY);
            softness[i] = regularization * ((1 - impedance) / impedance) / MazePhysics.MASS;
        }
        if (count == 1) {
            double force = Math.max(0, excess[0]) / (1 / MazePhysics.MASS + softness[0]);
            forceX = awayX[0] * force;
            forceY = awayY[0] * force;
        } else {
            solveTogether();
        }
    }

    private static double impedance(double depth) {
        double share = Math.min(depth / IMPEDANCE_WIDTH, 1);
        double rest = 1 - share;
        return LEAST_IMPEDANCE + IMPEDANCE_RANGE * (share <= 0.5 ? 2 * share * share : 1 - 2 * rest * rest);
    }

    /** Tries every set of pushing contacts and keeps the one whose solution breaks no condition. */
    private void solveTogether() {
        forceX = Double.NaN;
        forceY = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (int pushing = (1 << count) - 1; pushing >= 0 && least > 0; pushing--) {
            double matrixXx = MazePhysics.MASS;
            double matrixXy = 0;
            double matrixYy = MazePhysics.MASS;
            double sumX = 0;
            double sumY = 0;
            for (int i = 0; i < count; i++) {
                if ((pushing >> i & 1) != 0) {
                    double scaledX = awayX[i] / softness[i];
                    double scaledY = awayY[i] / softness[i];
                    matrixXx += scaledX * awayX[i];
                    matrixXy += scaledX * awayY[i];
                    matrixYy += scaledY * awayY[i];
                    sumX += scaledX * excess[i];
                    sumY += scaledY * excess[i];
                }
            }
            double determinant = matrixXx * matrixYy - matrixXy * matrixXy;
            double changeX = (matrixYy * sumX - matrixXy * sumY) / determinant;
            double changeY = (matrixXx * sumY - matrixXy * sumX) / determinant;
            double violation = violation(pushing, changeX, changeY);
            if (violation < least) {
                least = violation;
                forceX = MazePhysics.MASS * changeX;
                forceY = MazePhysics.MASS * changeY;
            }
        }
    }

    /** Returns by how much a contact pulls, or one that does not push ought to; 0 or less at the solution. */
    private double violation(int pushing, double changeX, double changeY) {
        double worst = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double surplus = awayX[i] * changeX + awayY[i] * changeY - excess[i];
            worst = Math.max(worst, (pushing >> i & 1) != 0 ? surplus : -surplus);
        }
        return worst;
    }

    /** Returns the force along x, N. */
    double forceX() {
        return forceX;
    }

    /** Returns the force along y, N. */
    double forceY() {
        return forceY;
    }
}
