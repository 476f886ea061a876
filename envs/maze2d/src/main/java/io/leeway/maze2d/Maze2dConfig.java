package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.Default;
import io.leeway.spi.Description;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;

/** The configuration of {@link Maze2dEnvironments}. */
public record Maze2dConfig(
        @Default("umaze") @Description("The maze: umaze, medium or large.")
        MazeLayout layout,

        @Default("sparse")
        @Description(
                "The reward after each step: sparse (1 within 0.5 of the goal) or dense (exp of minus the distance).")
        MazeReward reward,

        @Default("0.002")
        @Description(
                "The distance at which walls begin to push, in cells: 0.002 as MuJoCo up to 3.4, 0.004 from 3.5 on.")
        @PositiveOrZero
        @DecimalMax("0.1")
        double margin,

        @Default("0.6666666666666666")
        @Description("The contacts' regularisation factor: 2/3 as MuJoCo up to 2.3.7 (D4RL's), 1 from 3.0 on.")
        @Positive
        @DecimalMax("100")
        double regularization) {

    /** Returns the configuration that reproduces D4RL: its scores compare with published ones. */
    public static Maze2dConfig d4rl(MazeLayout layout, MazeReward reward) {
        return new Maze2dConfig(layout, reward, 0.002, 2.0 / 3.0);
    }

    /** Returns which MuJoCo the contact parameters reproduce. */
    String era() {
        boolean early = Math.abs(margin - 0.002) < 1e-12;
        boolean late = Math.abs(margin - 0.004) < 1e-12;
        boolean averaged = Math.abs(regularization - 2.0 / 3.0) < 1e-6;
        boolean full = regularization == 1;
        if (early && averaged) {
            return "MuJoCo up to 2.3.7 (D4RL's era)";
        }
        if (early && full) {
            return "MuJoCo 3.0 to 3.4";
        }
        return late && full ? "MuJoCo from 3.5 on" : "no MuJoCo release";
    }
}
