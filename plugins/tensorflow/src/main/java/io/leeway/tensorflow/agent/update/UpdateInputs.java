package io.leeway.tensorflow.agent.update;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The graph's inputs for the transitions, the noise and the step sizes of one update. */
public final class UpdateInputs {
    private final Program program;
    private final Task task;
    private final AgentConfig config;
    private final ObservationScale scale;
    private final List<Feeder> feeders = new ArrayList<>();

    /** The feeding of one input. */
    @FunctionalInterface
    private interface Feeder {
        void feed(Feeds feeds, TransitionInputs.Source source, long done, RandomSource random);
    }

    /** A number that depends on how many updates were made before. */
    @FunctionalInterface
    interface Schedule {
        float at(long done);
    }

    public UpdateInputs(Program program, Task task, AgentConfig config, ObservationScale scale) {
        this.program = program;
        this.task = task;
        this.config = config;
        this.scale = scale;
    }

    /** Builds transitions, drawn after all that was asked for before. */
    public Minibatch minibatch() {
        TransitionInputs inputs = new TransitionInputs(program, task, config.batch());
        feeders.add((feeds, source, done, random) -> inputs.feed(feeds, source, random));
        return inputs.minibatch(scale, config);
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
        feeders.add((feeds, source, done, random) -> {
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
        feeders.add((feeds, source, done, random) -> feeds.add(input, schedule.at(done)));
        return input;
    }

    /**
     * Feeds an update.
     *
     * @param source where its transitions come from
     * @param done updates made before
     * @param random what its transitions and its noise are drawn with
     */
    public void feed(Feeds feeds, TransitionInputs.Source source, long done, RandomSource random) {
        feeders.forEach(feeder -> feeder.feed(feeds, source, done, random));
    }
}
