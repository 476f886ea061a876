package io.leeway.maze2d;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.environment.AutoresetMode;
import io.leeway.spi.environment.EnvironmentSpec;
import io.leeway.spi.environment.Value;
import io.leeway.spi.environment.VectorEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Mazes that are stepped together, each with its own stream of random numbers.
 *
 * <p>An environment's episodes depend on its seed and its actions alone, never on how many environments there are. One
 * that was never seeded draws from the stream of its index, so that nothing depends on the machine or the clock. One
 * thread steps them all: a step takes some tens of nanoseconds, less than handing it to another thread would.
 */
final class Maze2dVectorEnvironment implements VectorEnvironment {
    private static final double START_RANGE = 0.1;
    private static final double START_SPEED = 0.1;

    private final EnvironmentSpec spec;
    private final MazePhysics physics;
    private final MazeGoal goal;
    private final List<MazeLayout.Cell> startCells;
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
            EnvironmentSpec spec,
            MazePhysics physics,
            MazeGoal goal,
            MazeLayout layout,
            int count,
            AutoresetMode autoreset,
            boolean timeLimit) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one environment is needed, but " + count + " were asked for");
        }
        this.spec = spec;
        this.physics = physics;
        this.goal = goal;
        this.startCells = layout.freeCells();
        this.autoreset = autoreset;
        this.limit = timeLimit ? layout.horizon() : Integer.MAX_VALUE;
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
        checkReset(seeds, mask, options);
        for (int i = 0; i < count(); i++) {
            if (mask == null || mask[i]) {
                Long seed = seeds == null ? null : seeds[i];
                if (seed != null) {
                    streams[i] = RandomSource.of(seed).split("episodes");
                }
                begin(i);
            }
        }
        ready = true;
        return new Reset(new Value.Reals(states.clone()), Map.of());
    }

    private void checkReset(@Nullable Long @Nullable [] seeds, boolean @Nullable [] mask, Map<String, Object> options) {
        if (seeds != null && seeds.length != count()) {
            throw new IllegalArgumentException(
                    count() + " environments need as many seeds, but there are " + seeds.length);
        }
        if (mask != null && mask.length != count()) {
            throw new IllegalArgumentException(
                    count() + " environments need a mask of as many values, but it has " + mask.length);
        }
        if (!options.isEmpty()) {
            throw new LeewayException(spec.id() + " takes no reset options, but was given " + options.keySet());
        }
        for (int i = 0; mask != null && i < mask.length; i++) {
            if (!mask[i] && !begun[i]) {
                throw new IllegalStateException("The first reset leaves out environment " + i
                        + ", which has no observation yet: reset all environments first");
            }
        }
    }

    /** Draws a start as D4RL does: a free cell ±0.1, and a velocity from N(0, 0.1²). */
    private void begin(int i) {
        RandomSource random = streams[i];
        MazeLayout.Cell cell = startCells.get(random.nextInt(startCells.size()));
        int at = i * MazePhysics.STATE_SIZE;
        states[at] = cell.x() + random.nextDouble(-START_RANGE, START_RANGE);
        states[at + 1] = cell.y() + random.nextDouble(-START_RANGE, START_RANGE);
        states[at + 2] = START_SPEED * random.nextGaussian();
        states[at + 3] = START_SPEED * random.nextGaussian();
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
        goal.reward(states, count, rewards);
        for (int i = 0; i < count; i++) {
            if (over[i]) {
                begin(i);
                rewards[i] = 0;
            } else if (++elapsed[i] >= limit) {
                truncated[i] = true;
                over[i] = true;
            }
        }
        Value last = autoreset == AutoresetMode.SAME_STEP ? new Value.Reals(states.clone()) : null;
        if (last != null) {
            beginAllOver();
        }
        return new Step(new Value.Reals(states.clone()), rewards, new boolean[count], truncated, last);
    }

    private void beginAllOver() {
        for (int i = 0; i < count(); i++) {
            if (over[i]) {
                begin(i);
            }
        }
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
