package io.leeway.maze2d.waypoint;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.Behaviour;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.Space;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * D4RL's collector for maze2d (Fu et al. 2020): steers the ball from waypoint to waypoint towards a random cell, and on
 * reaching it, or after as many steps as the time limit has, towards another.
 *
 * <p>As D4RL's: the way is planned by Q-iteration; waypoints on the way are shifted by −U(0, 0.2) along each axis; the
 * push is 10 · (waypoint − position) − velocity, clipped; the target is a cell, uniform over all free ones, the present
 * one included; actions have no noise, since the command that D4RL publishes beside its data has none ({@code noise:
 * 0.5} is its {@code --noisy}).
 *
 * <p>Not as D4RL's, where its script is at odds with itself: the observation at a change of target is not logged twice,
 * so that every transition is one that happened; a plan begins in the cell where the ball is rather than in its rounded
 * position, which can be a wall; changes of target are not logged as timeouts; rewards are the environment's, those
 * after a step, where D4RL relabels with those before it (off by one). Its speed threshold for reaching a waypoint
 * never binds, and is left out.
 *
 * <p>It plays in the mazes of this package and in MuJoCo's of the Python server, {@code leeway/maze2d-…}, here or
 * behind a wire: it knows them by their ids.
 */
public final class WaypointBehaviour implements Behaviour {
    private static final String LAYOUTS =
            Arrays.stream(MazeLayout.values()).map(MazeLayout::label).collect(Collectors.joining(", "));
    private static final Pattern MAZE = Pattern.compile("(?:leeway/)?maze2d-([a-z]+)(?:-dense)?-v1");

    private final WaypointConfig config;

    /** Creates the controller. */
    @Inject
    public WaypointBehaviour(WaypointConfig config) {
        this.config = config;
    }

    @Override
    public Player start(Environments environments, int count, RandomSource random) {
        MazeLayout layout = layout(environments.spec());
        MazePlanner planner = new MazePlanner(layout);
        WaypointPilot[] pilots = new WaypointPilot[count];
        for (int i = 0; i < count; i++) {
            pilots[i] = new WaypointPilot(config, layout, planner, random.split(i));
        }
        return (observations, begun, actions) -> {
            for (int i = 0; i < count; i++) {
                pilots[i].act(observations, begun[i], actions, i);
            }
        };
    }

    /** Returns which maze it is: by the setting {@code layout} where there is one, else by the id. */
    private static MazeLayout layout(EnvironmentSpec spec) {
        Matcher id = MAZE.matcher(spec.id());
        if (!id.matches()
                || !isFlat(spec.observationSpace(), MazePhysics.STATE_SIZE)
                || !isFlat(spec.actionSpace(), MazePhysics.ACTION_SIZE)) {
            throw new LeewayException("The behaviour 'waypoint' plays in maze2d only, not in " + spec.id()
                    + ": choose the environment 'maze2d', a served maze2d-LAYOUT-v1 or leeway/maze2d-LAYOUT-v1 (-dense"
                    + " or not; LAYOUT is " + LAYOUTS + "), or another behaviour, such as 'random'");
        }
        String label = spec.settings().getOrDefault("layout", id.group(1));
        return Arrays.stream(MazeLayout.values())
                .filter(layout -> layout.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new LeewayException("The behaviour 'waypoint' knows the layouts " + LAYOUTS
                        + ", but that of " + spec.id() + " is " + label));
    }

    private static boolean isFlat(Space space, int size) {
        return space instanceof Space.Box box && box.shape().equals(List.of(size));
    }
}
