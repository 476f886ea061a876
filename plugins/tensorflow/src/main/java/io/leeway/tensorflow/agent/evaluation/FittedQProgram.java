package io.leeway.tensorflow.agent.evaluation;

import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.agent.update.ActionValue;
import io.leeway.tensorflow.agent.update.Minibatch;
import io.leeway.tensorflow.agent.update.ObservationScale;
import io.leeway.tensorflow.agent.update.TransitionInputs;
import io.leeway.tensorflow.agent.update.UpdateInputs;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.RowFunction;
import io.leeway.tensorflow.layer.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The networks of {@link FittedQ}, and one update of them. */
final class FittedQProgram {
    private final Program program;
    private final int replicates;
    private final int columns;
    private final float[] batchNextActions;
    private final float[] batchWeights;
    private final UpdateInputs inputs;
    private final Placeholder<TFloat32> nextActions;
    private final Placeholder<TFloat32> weights;
    private final RowFunction values;
    private final Operand<TFloat32> error;
    private final List<Op> writes;

    FittedQProgram(Program program, FittedQConfig config, Task task, Dataset dataset, RandomSource random) {
        this.program = program;
        replicates = config.replicates();
        int size = config.network().batch();
        columns = task.actionSize();
        batchNextActions = new float[size * columns];
        batchWeights = new float[size * replicates];
        ObservationScale scale = ObservationScale.of(program, config.network(), dataset);
        Workbench bench = new Workbench(program, task, config.network(), random);
        Expressions math = bench.math();
        List<? extends ActionValue> critics = bench.critics(replicates);
        List<ActionValue> targets = bench.targets(critics);
        Placeholder<TFloat32> observations = program.input(-1, task.observationSize());
        Placeholder<TFloat32> actions = program.input(-1, task.actionSize());
        Operand<TFloat32> all = math.join(Values.all(critics, scale.build(observations), actions));
        values = new RowFunction(program, List.of(observations, actions), all);

        inputs = new UpdateInputs(program, task, config.network(), scale);
        nextActions = program.input(size, task.actionSize());
        weights = program.input(size, replicates);
        bench.begin(inputs);
        Minibatch minibatch = inputs.minibatch();
        List<Operand<TFloat32>> losses = new ArrayList<>();
        for (int i = 0; i < replicates; i++) {
            Operand<TFloat32> nextValue = targets.get(i).apply(minibatch.nextObservation(), nextActions);
            Operand<TFloat32> target = Values.target(bench, minibatch, nextValue);
            Operand<TFloat32> value = critics.get(i).apply(minibatch.observation(), minibatch.action());
            Operand<TFloat32> squares = math.square(math.subtract(value, target));
            losses.add(math.mean(math.multiply(math.columns(weights, i, 1), squares)));
        }
        bench.minimize(
                math.add(losses),
                config.network().learningRate(),
                critics.stream().map(ActionValue::parameters).toList());
        bench.follow(targets, critics);
        error = math.multiply(math.add(losses), 1.0 / replicates);
        writes = program.variables().writes();
    }

    /** Makes an update, and returns the mean squared Bellman error of its batch. */
    double update(Transitions all, float[] actionsNext, int[] episodes, int[][] drawn, RandomSource random, long done) {
        TransitionInputs.Source source = (draws, batch) -> {
            for (int row = 0; row < batch.count(); row++) {
                int step = draws.nextInt(all.count());
                batch.copyRow(all, step, row);
                System.arraycopy(actionsNext, step * columns, batchNextActions, row * columns, columns);
                for (int replicate = 0; replicate < replicates; replicate++) {
                    batchWeights[row * replicates + replicate] = drawn[replicate][episodes[step]];
                }
            }
        };
        try (Feeds feeds = new Feeds(program)) {
            inputs.feed(feeds, source, done, random);
            feeds.add(nextActions, batchNextActions).add(weights, batchWeights).fetch(error);
            writes.forEach(feeds::target);
            return feeds.run().get(0)[0];
        }
    }

    /** Returns count × replicates values. */
    float[] values(float[] observations, float[] actions, int count) {
        float[] result = new float[count * replicates];
        values.apply(count, result, observations, actions);
        return result;
    }
}
