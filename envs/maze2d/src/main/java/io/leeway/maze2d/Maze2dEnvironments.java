package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.maze2d.maze.MazeReward;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Environments;
import io.leeway.spi.environment.PlanarMap;
import io.leeway.spi.environment.Space.Box;
import io.leeway.spi.environment.Space.ElementType;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * D4RL's maze2d-v1 (Fu et al. 2020): push a ball through a maze to a goal.
 *
 * <p>The observation is position and velocity (x, y, x', y'), the action the push along x and y in [-1, 1]. An episode
 * begins at rest but for noise, at a random free cell; it never terminates, and is rewarded for every step at the goal.
 * The published version's numbers come from MuJoCo's contacts of its time: the defaults reproduce those.
 *
 * <p>Reset options: {@code start}, [x, y] or [x, y, x', y']; {@code reset_cell}, [x, y] to begin near; and
 * {@code goal_cell}, [x, y] to be rewarded at until the episode is over, which neither observations nor the oracle
 * tell. Infos: {@code success} (at the goal) and {@code contacts} (how many walls the ball touches).
 */
public final class Maze2dEnvironments implements Environments {
    private final Maze2dConfig config;
    private final EnvironmentSpec spec;

    /** Creates what makes the environments. */
    @Inject
    public Maze2dEnvironments(Maze2dConfig config) {
        this.config = config;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("physics", config.era());
        settings.put("margin", Double.toString(config.margin()));
        settings.put("regularization", Double.toString(config.regularization()));
        spec = new EnvironmentSpec(
                id(config.layout(), config.reward()),
                Box.of(MazePhysics.STATE_SIZE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, ElementType.FLOAT64),
                Box.of(MazePhysics.ACTION_SIZE, -1, 1, ElementType.FLOAT32),
                config.layout().horizon(),
                config.layout().referenceScores(config.reward()),
                Collections.unmodifiableMap(settings));
    }

    /** Returns D4RL's identifier of a maze with a reward. */
    static String id(MazeLayout layout, MazeReward reward) {
        return "maze2d-" + layout.label() + (reward == MazeReward.DENSE ? "-dense" : "") + "-v1";
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public VectorEnvironment make(VectorOptions options) {
        return new Maze2dVectorEnvironment(spec, physics(), goal(), layout(), options);
    }

    @Override
    public boolean canRender() {
        return true;
    }

    @Override
    public Optional<DynamicsOracle> oracle() {
        MazePhysics physics = physics();
        MazeGoal goal = goal();
        return Optional.of((observations, actions, count, nextObservations, rewards, terminated) -> {
            physics.advance(observations, actions, nextObservations, count);
            goal.reward(nextObservations, count, rewards);
            Arrays.fill(terminated, 0, count, false);
        });
    }

    /** {@inheritDoc} It never does. */
    @Override
    public Optional<Terminations> terminations() {
        return Optional.of((observations, actions, nextObservations, count, terminated) -> {
            MazeStatePictures.checkFinite(nextObservations, count * MazePhysics.STATE_SIZE);
            Arrays.fill(terminated, 0, count, false);
        });
    }

    @Override
    public Optional<StatePictures> statePictures() {
        return Optional.of(new MazeStatePictures(new MazePicture(layout(), goal()), goal()));
    }

    @Override
    public Optional<PlanarMap> map() {
        return Optional.of(MazeDrawing.of(layout()));
    }

    /** Makes environments as {@link #make} without infos, which also count contacts. */
    Maze2dVectorEnvironment makeMazes(int count, AutoresetMode autoreset, boolean timeLimit) {
        VectorOptions options =
                VectorOptions.of(count, autoreset).withTimeLimit(timeLimit).withInfos(Set.of());
        return new Maze2dVectorEnvironment(spec, physics(), goal(), layout(), options);
    }

    /** Returns the maze. */
    MazeLayout layout() {
        return config.layout();
    }

    private MazePhysics physics() {
        return new MazePhysics(config.layout(), config.margin(), config.regularization());
    }

    private MazeGoal goal() {
        return new MazeGoal(config.layout().goal(), config.reward());
    }
}
