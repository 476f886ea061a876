package io.leeway.tensorflow.agent;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Where the transitions, the noise and the step sizes of one update enter the graph. */
final class UpdateInputs {
    private final Program program;
    private final Placeholder<TFloat32> observations;
    private final Placeholder<TFloat32> actions;
    private final Placeholder<TFloat32> rewards;
    private final Placeholder<TFloat32> nextObservations;
    private final Placeholder<TFloat32> terminals;
    private final List<Feeder> feeders = new ArrayList<>();

    /** Feeds one input. */
    @FunctionalInterface
    private interface Feeder {
        void feed(Feeds feeds, long done, RandomSource random);
    }

    /** A number that depends on how many updates were made before. */
    @FunctionalInterface
    interface Schedule {
        float at(long done);
    }

    UpdateInputs(Program program, Task task, int batch) {
        this.program = program;
        observations = program.input(batch, task.observationSize());
        actions = program.input(batch, task.actionSize());
        rewards = program.input(batch, 1);
        nextObservations = program.input(batch, task.observationSize());
        terminals = program.input(batch, 1);
    }

    /** Builds the transitions, scaled. */
    Minibatch minibatch(ObservationScale scale, AgentConfig config) {
        var ops = program.ops();
        return new Minibatch(
                scale.build(observations),
                actions,
                ops.math.add(ops.math.mul(rewards, ops.constant((float) config.rewardScale())), ops.constant((float)
                        config.rewardShift())),
                scale.build(nextObservations),
                ops.math.sub(ops.constant(1f), terminals));
    }

    Operand<TFloat32> normals(int rows, int columns) {
        return drawn(rows, columns, (random, values) -> random.fillGaussian(values, 0, values.length));
    }

    Operand<TFloat32> uniforms(int rows, int columns) {
        return drawn(rows, columns, (random, values) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
        });
    }

    private Operand<TFloat32> drawn(int rows, int columns, Draw draw) {
        Placeholder<TFloat32> input = program.input(rows, columns);
        float[] values = new float[rows * columns];
        feeders.add((feeds, done, random) -> {
            draw.fill(random, values);
            feeds.add(input, values);
        });
        return input;
    }

    @FunctionalInterface
    private interface Draw {
        void fill(RandomSource random, float[] values);
    }

    Operand<TFloat32> scalar(Schedule schedule) {
        Placeholder<TFloat32> input = program.input();
        feeders.add((feeds, done, random) -> feeds.add(input, schedule.at(done)));
        return input;
    }

    /**
     * Feeds an update.
     *
     * @param done updates made before
     * @param random where its noise comes from
     */
    void feed(Feeds feeds, Transitions batch, long done, RandomSource random) {
        feeds.add(observations, batch.observations())
                .add(actions, batch.actions())
                .add(rewards, batch.rewards())
                .add(nextObservations, batch.nextObservations())
                .add(terminals, batch.terminals());
        feeders.forEach(feeder -> feeder.feed(feeds, done, random));
    }
}
