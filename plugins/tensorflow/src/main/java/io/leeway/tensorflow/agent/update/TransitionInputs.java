package io.leeway.tensorflow.agent.update;

import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Feeds;
import io.leeway.tensorflow.graph.Program;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The graph's inputs for the transitions of one minibatch. */
public final class TransitionInputs {
    private final Program program;
    private final Task task;
    private final int count;
    private final Placeholder<TFloat32> observations;
    private final Placeholder<TFloat32> actions;
    private final Placeholder<TFloat32> rewards;
    private final Placeholder<TFloat32> nextObservations;
    private final Placeholder<TFloat32> terminals;
    private @Nullable NextActions next;
    private @Nullable Placeholder<TFloat32> real;
    private @Nullable Transitions drawn;

    /** A source of transitions, drawn at random. */
    @FunctionalInterface
    public interface Source {
        /** Fills every row. */
        void fill(RandomSource random, Transitions batch);

        /** Returns which of the rows are real, where that is known. */
        default Optional<boolean[]> realRows(int rows) {
            return Optional.empty();
        }
    }

    private record NextActions(Placeholder<TFloat32> actions, Placeholder<TFloat32> followed) {}

    TransitionInputs(Program program, Task task, int count) {
        this.program = program;
        this.task = task;
        this.count = count;
        observations = program.input(count, task.observationSize());
        actions = program.input(count, task.actionSize());
        rewards = program.input(count, 1);
        nextObservations = program.input(count, task.observationSize());
        terminals = program.input(count, 1);
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
                ops.math.sub(ops.constant(1f), terminals),
                this::real,
                this::nextAction);
    }

    private Operand<TFloat32> real() {
        if (real == null) {
            real = program.input(count, 1);
        }
        return real;
    }

    private Minibatch.NextAction nextAction() {
        if (next == null) {
            next = new NextActions(program.input(count, task.actionSize()), program.input(count, 1));
        }
        return new Minibatch.NextAction(next.actions, next.followed);
    }

    /** Feeds transitions that are drawn now, once the update is built. */
    void feed(Feeds feeds, Source source, RandomSource random) {
        Transitions batch = drawn;
        if (batch == null) {
            batch = next == null
                    ? Transitions.zeros(task.observationSize(), task.actionSize(), count)
                    : Transitions.zerosWithNextActions(task.observationSize(), task.actionSize(), count);
            drawn = batch;
        }
        source.fill(random, batch);
        feeds.add(observations, batch.observations())
                .add(actions, batch.actions())
                .add(rewards, batch.rewards())
                .add(nextObservations, batch.nextObservations())
                .add(terminals, batch.terminals());
        if (real != null) {
            feeds.add(real, flags(source));
        }
        if (next != null) {
            feeds.add(next.actions, batch.nextActions()).add(next.followed, batch.followed());
        }
    }

    private float[] flags(Source source) {
        boolean[] rows = source.realRows(count)
                .orElseThrow(() -> new LeewayException("The agent learns otherwise from real rows than from synthetic"
                        + " ones, but its experience does not say which are real. Choose experience of the type"
                        + " world-model or diffusion, or another agent, such as cql."));
        float[] flags = new float[count];
        int some = 0;
        for (int row = 0; row < count; row++) {
            flags[row] = rows[row] ? 1 : 0;
            some += rows[row] ? 1 : 0;
        }
        if (some < 1 || some >= count) {
            throw new LeewayException("The agent learns from real and synthetic rows, but of " + count
                    + " rows of a batch " + some + " are real. Choose a real-fraction between 0 and 1, such as 0.5, or"
                    + " a mixture of a real and a synthetic source.");
        }
        return flags;
    }
}
