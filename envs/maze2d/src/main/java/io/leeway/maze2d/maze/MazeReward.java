package io.leeway.maze2d.maze;

import java.util.Locale;

/** The reward of the ball's nearness to the goal, after a step. */
public enum MazeReward {
    /** 1 within 0.5 of the goal, else 0. */
    SPARSE,
    /** exp(−distance). */
    DENSE;

    /** Returns how a user names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
