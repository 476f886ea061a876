package io.leeway.maze2d;

import io.leeway.spi.LeewayException;
import io.leeway.spi.environment.Environments.StatePictures;
import io.leeway.spi.environment.Picture;

/** Pictures of any state of the ball, with the goal that the maze usually has. */
final class MazeStatePictures implements StatePictures {
    private final MazePicture picture;
    private final MazeGoal goal;

    MazeStatePictures(MazePicture picture, MazeGoal goal) {
        this.picture = picture;
        this.goal = goal;
    }

    /** Refuses values that are not finite. */
    static void checkFinite(double[] values, int count) {
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(values[i])) {
                throw new LeewayException("The observation of a ball must be finite, but its value " + i + " is "
                        + values[i] + ": leave such states out");
            }
        }
    }

    @Override
    public Picture draw(double[] observation) {
        checkFinite(observation, observation.length);
        return picture.of(observation, 0, goal);
    }

    @Override
    public void close() {}
}
