package io.leeway.maze2d;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;

/**
 * D4RL's collector for maze2d (Fu et al. 2020): steers the ball from waypoint to waypoint towards a random cell, and on
 * reaching it, or after as many steps as the time limit has, towards another.
 *
 * <p>As D4RL's: the way is planned by Q-iteration; waypoints on the way are shifted by −U(0, 0.2)
 * along each axis; the push is 10 · (waypoint − position) − velocity, clipped; the target is a cell, uniform over all
 * free ones, the present one included; actions have no noise, since the command that D4RL publishes beside its data
 * has none ({@code noise: 0.5} is its {@code --noisy}).
 *
 * <p>Not as D4RL's, where its script is at odds with itself: the observation at a change of target is not logged twice,
 * so that every transition is one that happened; a plan begins in the cell where the ball is rather than in its rounded
 * position, which can be a wall; changes of target are not logged as timeouts; rewards are the environment's, those
 * after a step, where D4RL relabels with those before it (off by one). Its speed threshold for reaching a waypoint
 * never binds, and is left out.
 */
public final class WaypointBehaviour implements Behaviour {
    private final WaypointConfig config;

    /** Creates the controller. */
    @Inject
    public WaypointBehaviour(WaypointConfig config) {
        this.config = config;
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        if (!(environments instanceof Maze2dEnvironments mazes)) {
            throw new LeewayException("The behaviour 'waypoint' plays in maze2d only, not in "
                    + environments.spec().id() + ": choose the environment 'maze2d' or another behaviour,"
                    + " such as 'random'");
        }
        MazePlanner planner = new MazePlanner(mazes.layout());
        WaypointPilot[] pilots = new WaypointPilot[count];
        for (int i = 0; i < count; i++) {
            pilots[i] = new WaypointPilot(config, mazes.layout(), planner, random.split(i));
        }
        return (observations, begun, actions) -> {
            for (int i = 0; i < count; i++) {
                pilots[i].act(observations, begun[i], actions, i);
            }
        };
    }
}
