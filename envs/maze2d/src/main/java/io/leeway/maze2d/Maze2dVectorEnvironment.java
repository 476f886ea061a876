package io.leeway.maze2d;

import io.leeway.maze2d.maze.MazeLayout;
import io.leeway.maze2d.maze.MazePhysics;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Info;
import io.leeway.spi.environment.Picture;
import io.leeway.spi.environment.Snapshots;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import io.leeway.spi.environment.VectorOptions;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mazes that are stepped together, each with its own stream of random numbers.
 *
 * <p>An environment's episodes depend on its seed and its actions alone, never on how many environments there are. One
 * that was never seeded draws from the stream of its index, so that nothing depends on the machine or the clock. One
 * thread steps them all: a step takes some tens of nanoseconds, less than handing it to another thread would.
 */
final class Maze2dVectorEnvironment implements VectorEnvironment {
    private final EnvironmentSpec spec;
    private final MazePhysics physics;
    private final MazeGoals goals;
    private final MazeStarts starts;
    private final MazeInfos infos;
    private final @Nullable MazePicture picture;
    private final AutoresetMode autoreset;
    private final int limit;
    private final RandomSource[] streams;
    private final double[] states;
    private final int[] elapsed;
    private final boolean[] begun;
    private final boolean[] over;
    private boolean ready;
    private long contactSteps;

    Maze2dVectorEnvironment(
            EnvironmentSpec spec, MazePhysics physics, MazeGoal goal, MazeLayout layout, VectorOptions options) {
        int count = options.count();
        this.spec = spec;
        this.physics = physics;
        this.goals = new MazeGoals(goal, count);
        this.starts = new MazeStarts(layout);
        this.infos = new MazeInfos(options.infos(), goals, physics);
        this.picture = options.rendered() ? new MazePicture(layout, goal) : null;
        this.autoreset = options.autoreset();
        this.limit = options.timeLimit() ? layout.horizon() : Integer.MAX_VALUE;
        this.streams = new RandomSource[count];
        RandomSource unseeded = RandomSource.of(0).split("unseeded");
        Arrays.setAll(streams, unseeded::split);
        this.states = new double[count * MazePhysics.STATE_SIZE];
        this.elapsed = new int[count];
        this.begun = new boolean[count];
        this.over = new boolean[count];
    }

    @Override
    public int count() {
        return streams.length;
    }

    @Override
    public EnvironmentSpec spec() {
        return spec;
    }

    @Override
    public AutoresetMode autoreset() {
        return autoreset;
    }

    /** Returns how many steps so far, over all environments, began with the ball touching a wall. */
    long contactSteps() {
        return contactSteps;
    }

    @Override
    public Reset reset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
        checkReset(seeds, mask);
        MazeStarts.Start start = starts.of(options);
        MazeLayout.Cell goal = starts.goal(options);
        for (int i = 0; i < count(); i++) {
            if (mask == null || mask[i]) {
                Long seed = seeds == null ? null : seeds[i];
                if (seed != null) {
                    streams[i] = RandomSource.of(seed).split("episodes");
                }
                begin(i, start);
                goals.move(i, goal);
            }
        }
        ready = true;
        return new Reset(new Value.Reals(states.clone()), infos.all(states, count()));
    }

    private void checkReset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask) {
        if (seeds != null && seeds.length != count()) {
            throw new IllegalArgumentException(
                    count() + " environments need as many seeds, but there are " + seeds.length);
        }
        if (mask != null && mask.length != count()) {
            throw new IllegalArgumentException(
                    count() + " environments need a mask of as many values, but it has " + mask.length);
        }
        for (int i = 0; mask != null && i < mask.length; i++) {
            if (!mask[i] && !begun[i]) {
                throw new IllegalStateException("The first reset leaves out environment " + i
                        + ", which has no observation yet: reset all environments first");
            }
        }
    }

    private void beginAnywhere(int i) {
        begin(i, starts::draw);
        goals.restore(i);
    }

    private void begin(int i, MazeStarts.Start start) {
        start.draw(streams[i], states, i * MazePhysics.STATE_SIZE);
        elapsed[i] = 0;
        begun[i] = true;
        over[i] = false;
    }

    @Override
    public Step step(Value actions) {
        double[] controls = actions.reals();
        checkStep(controls);
        int count = count();
        double[] rewards = new double[count];
        boolean[] truncated = new boolean[count];
        contactSteps += physics.advance(states, controls, states, count);
        goals.reward(states, rewards);
        for (int i = 0; i < count; i++) {
            if (over[i]) {
                beginAnywhere(i);
                rewards[i] = 0;
            } else if (++elapsed[i] >= limit) {
                truncated[i] = true;
                over[i] = true;
            }
        }
        Value last = autoreset == AutoresetMode.SAME_STEP ? new Value.Reals(states.clone()) : null;
        Map<String, Info> finalInfos = last != null && anyOver() ? infos.of(states, over) : Map.of();
        if (last != null) {
            beginAllOver();
        }
        return new Step(
                new Value.Reals(states.clone()),
                rewards,
                new boolean[count],
                truncated,
                last,
                infos.all(states, count),
                finalInfos);
    }

    private boolean anyOver() {
        for (boolean each : over) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    private void beginAllOver() {
        for (int i = 0; i < count(); i++) {
            if (over[i]) {
                beginAnywhere(i);
            }
        }
    }

    @Override
    public Picture render(int index) {
        if (picture == null) {
            throw new LeewayException("These environments of " + spec.id()
                    + " were not made with pictures: ask for them when making them");
        } else if (!ready) {
            throw new IllegalStateException("There was no reset yet: reset the environments before drawing them");
        }
        return picture.of(states, Objects.checkIndex(index, count()) * MazePhysics.STATE_SIZE, goals.of(index));
    }

    @Override
    public Optional<Snapshots> snapshots() {
        MazeSnapshots format = new MazeSnapshots(spec.id() + " " + spec.settings());
        MazeSnapshots.State state = new MazeSnapshots.State(states, streams, elapsed, begun, over, goals);
        return Optional.of(new Snapshots() {
            @Override
            public byte[] save() {
                return format.save(state);
            }

            @Override
            public void load(byte[] saved) {
                format.load(saved, state);
                ready = begun[0];
            }
        });
    }

    private void checkStep(double[] controls) {
        if (!ready) {
            throw new IllegalStateException("There was no reset yet: reset the environments before the first step");
        }
        if (controls.length != count() * MazePhysics.ACTION_SIZE) {
            throw new IllegalArgumentException(count() + " environments need " + count() * MazePhysics.ACTION_SIZE
                    + " action values, but there are " + controls.length);
        }
        for (int i = 0; i < count(); i++) {
            if (over[i]) {
                if (autoreset == AutoresetMode.DISABLED) {
                    throw new IllegalStateException("The episode of environment " + i
                            + " is over: reset it with a mask before the next step, or choose an autoreset mode");
                }
            } else if (!Double.isFinite(controls[2 * i]) || !Double.isFinite(controls[2 * i + 1])) {
                throw new LeewayException("The action of environment " + i + " is (" + controls[2 * i] + ", "
                        + controls[2 * i + 1] + "), which " + spec.id()
                        + " cannot take: the policy that chose it has diverged");
            }
        }
    }
}
