package io.leeway.tensorflow.agent;

import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Where the batches of several updates enter a graph, one after the other in the same arrays. */
final class TransitionInputs {
    private final Program program;
    private final int batch;
    private final Placeholder<TFloat32> observations;
    private final Placeholder<TFloat32> actions;
    private final Placeholder<TFloat32> rewards;
    private final Placeholder<TFloat32> nextObservations;
    private final Placeholder<TFloat32> terminals;

    /**
     * The transitions of one update, each of shape batch × columns.
     *
     * @param observation as the dataset has it
     * @param action in [-1, 1]
     * @param reward one column
     * @param nextObservation as the dataset has it
     * @param terminal one column, 0 or 1
     */
    record Minibatch(
            Operand<TFloat32> observation,
            Operand<TFloat32> action,
            Operand<TFloat32> reward,
            Operand<TFloat32> nextObservation,
            Operand<TFloat32> terminal) {}

    TransitionInputs(Program program, Task task, int batch, int updates) {
        this.program = program;
        this.batch = batch;
        int rows = batch * updates;
        observations = program.input(rows, task.observationSize());
        actions = program.input(rows, task.actionSize());
        rewards = program.input(rows, 1);
        nextObservations = program.input(rows, task.observationSize());
        terminals = program.input(rows, 1);
    }

    /** Returns the batch of one update. */
    Minibatch minibatch(int update) {
        return new Minibatch(
                rows(observations, update),
                rows(actions, update),
                rows(rewards, update),
                rows(nextObservations, update),
                rows(terminals, update));
    }

    private Operand<TFloat32> rows(Placeholder<TFloat32> all, int update) {
        Ops ops = program.ops();
        return ops.slice(all, ops.constant(new int[] {update * batch, 0}), ops.constant(new int[] {batch, -1}));
    }

    /** Feeds the batches of all updates. */
    void feed(Feeds feeds, Transitions transitions) {
        feeds.add(observations, transitions.observations())
                .add(actions, transitions.actions())
                .add(rewards, transitions.rewards())
                .add(nextObservations, transitions.nextObservations())
                .add(terminals, transitions.terminals());
    }
}
