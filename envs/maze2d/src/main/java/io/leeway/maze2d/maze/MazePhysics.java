package io.leeway.maze2d.maze;

/**
 * The physics of D4RL's maze2d: a ball of 4.19 kg in the plane, pushed by two motors, damped, and held by walls.
 *
 * <p>A state is a row of four: position x and y (MuJoCo's less 1.2), velocity x and y. A step of 0.01 s equals MuJoCo's
 * semi-implicit Euler step with implicit joint damping, to rounding, for the releases that the margin and the
 * regularisation factor stand for; MuJoCo from 3.11 on ends its own solve early, by up to 1e-5 in velocity. A centre
 * inside a wall is legal too, as in MuJoCo, and is pushed out. Not safe for several threads.
 */
public final class MazePhysics {
    /** Values of a state. */
    public static final int STATE_SIZE = 4;

    /** Values of an action. */
    public static final int ACTION_SIZE = 2;

    /** What a position lacks to be MuJoCo's coordinate. */
    public static final double ORIGIN = 1.2;

    public static final double RADIUS = 0.1;
    static final double MASS = 4.0 / 3.0 * Math.PI * RADIUS * RADIUS * RADIUS * 1000;

    private static final double TIME_STEP = 0.01;
    private static final double GEAR = 100;
    private static final double LARGEST_SPEED = 5;
    private static final double DAMPED_MASS = MASS + TIME_STEP;

    private final WallContacts contacts;

    public MazePhysics(MazeLayout layout, double margin, double regularization) {
        contacts = new WallContacts(new MazeGrid(layout), margin, regularization);
    }

    /** Returns how many wall boxes touch a ball at a position. */
    public int contacts(double x, double y) {
        return contacts.find(x + ORIGIN, y + ORIGIN);
    }

    /**
     * Steps many balls once, in no relation to each other.
     *
     * @param states count × 4
     * @param actions count × 2, the motors' controls, clipped to [-1, 1] here
     * @param next receives count × 4; may be {@code states} itself
     * @return how many of the balls touched a wall
     */
    public int advance(double[] states, double[] actions, double[] next, int count) {
        int touching = 0;
        for (int row = 0; row < count; row++) {
            int at = row * STATE_SIZE;
            double x = states[at];
            double y = states[at + 1];
            double velocityX = clip(states[at + 2], LARGEST_SPEED);
            double velocityY = clip(states[at + 3], LARGEST_SPEED);
            double forceX = GEAR * clip(actions[row * ACTION_SIZE], 1);
            double forceY = GEAR * clip(actions[row * ACTION_SIZE + 1], 1);
            if (contacts.find(x + ORIGIN, y + ORIGIN) > 0) {
                touching++;
                contacts.solve(velocityX, velocityY, (forceX - velocityX) / MASS, (forceY - velocityY) / MASS);
                forceX += contacts.forceX();
                forceY += contacts.forceY();
            }
            double nextVelocityX = (MASS * velocityX + TIME_STEP * forceX) / DAMPED_MASS;
            double nextVelocityY = (MASS * velocityY + TIME_STEP * forceY) / DAMPED_MASS;
            next[at] = x + TIME_STEP * nextVelocityX;
            next[at + 1] = y + TIME_STEP * nextVelocityY;
            next[at + 2] = nextVelocityX;
            next[at + 3] = nextVelocityY;
        }
        return touching;
    }

    private static double clip(double value, double limit) {
        return Math.max(-limit, Math.min(limit, value));
    }
}
