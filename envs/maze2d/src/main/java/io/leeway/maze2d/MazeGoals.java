package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import java.util.Arrays;

/** The goals of mazes that are stepped together: the layout's own, but where a reset asked for another. */
final class MazeGoals {
    private final MazeGoal usual;
    private final MazeGoal[] goals;
    private int others;

    MazeGoals(MazeGoal usual, int count) {
        this.usual = usual;
        this.goals = new MazeGoal[count];
        Arrays.fill(goals, usual);
    }

    /** Returns the goal of an environment. */
    MazeGoal of(int environment) {
        return goals[environment];
    }

    /** Gives an environment the layout's own goal. */
    void restore(int environment) {
        move(environment, usual.cell());
    }

    /** Gives an environment a goal. */
    void move(int environment, MazeLayout.Cell cell) {
        MazeGoal before = goals[environment];
        MazeGoal after = new MazeGoal(cell, usual.kind());
        goals[environment] = after;
        others += (before.equals(usual) ? 1 : 0) - (after.equals(usual) ? 1 : 0);
    }

    /** Rewards every environment; see {@link MazeGoal#reward(double[], int, double[])}. */
    void reward(double[] states, double[] rewards) {
        usual.reward(states, goals.length, rewards);
        for (int i = 0; others > 0 && i < goals.length; i++) {
            if (!goals[i].equals(usual)) {
                int at = i * MazePhysics.STATE_SIZE;
                rewards[i] = goals[i].reward(states[at], states[at + 1]);
            }
        }
    }
}
