package io.leeway.tensorflow.agent;

import io.leeway.spi.Device;
import io.leeway.spi.LeewayException;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.Critic;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.agent.Policy;
import io.leeway.spi.agent.Task;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Space;
import io.leeway.tensorflow.agent.actor.Actor;
import io.leeway.tensorflow.agent.update.ActionValue;
import io.leeway.tensorflow.agent.update.AgentConfig;
import io.leeway.tensorflow.agent.update.ObservationScale;
import io.leeway.tensorflow.agent.update.Values;
import io.leeway.tensorflow.agent.update.Workbench;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Checkpoint;
import io.leeway.tensorflow.graph.FrozenModel;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.RowFunction;
import io.leeway.tensorflow.graph.Variables;
import io.leeway.tensorflow.layer.Layers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * An agent of networks, whatever its algorithm.
 *
 * <p>Every update draws its batch and its noise from a random stream of its own, so that how many updates are asked for
 * at once makes no difference, and a resumed training needs no random state.
 */
public abstract class NetworkAgent implements Agent {
    private static final String FILE = "agent.npz";
    private static final int FEW = 20;

    private final String name;
    private final AgentConfig config;
    private final Task task;
    private final Program program;
    private final Actor actor;
    private final ObservationScale scale;
    private final Policy policy;
    private final @Nullable Critic critic;
    private final Vitals vitals;
    private final FusedUpdates updates;
    private long seed;
    private long step;

    public NetworkAgent(
            String name,
            AgentConfig config,
            Task task,
            Dataset dataset,
            RandomSource random,
            Device device,
            Function<Workbench, Algorithm> algorithm) {
        this.name = name;
        this.config = config;
        this.task = task;
        program = new Program(Backend.open(device));
        seed = random.split("updates").nextLong();
        scale = ObservationScale.of(program, config, dataset);
        Workbench bench = new Workbench(program, task, config, random.split("initialization"));
        Algorithm learning = algorithm.apply(bench);
        // What reads the weights between updates is built before what changes them.
        actor = learning.actor();
        policy = buildPolicy();
        critic = learning.critics().isEmpty() ? null : buildCritic(learning.critics(), bench);
        vitals = new Vitals(bench, learning, scale, dataset);
        updates = new FusedUpdates(bench, learning, scale);
    }

    private Policy buildPolicy() {
        Placeholder<TFloat32> observations = program.input(-1, task.observationSize());
        Operand<TFloat32> description = actor.describe(scale.build(observations));
        int size = Math.toIntExact(description.asOutput().shape().get(1));
        RowFunction descriptions = new RowFunction(program, List.of(observations), description);
        return new NetworkPolicy(program, task, actor, scale, descriptions, size);
    }

    private Critic buildCritic(List<? extends ActionValue> critics, Workbench bench) {
        Placeholder<TFloat32> observations = program.input(-1, task.observationSize());
        Placeholder<TFloat32> actions = program.input(-1, task.actionSize());
        Operand<TFloat32> values = Values.smallest(bench.math(), critics, scale.build(observations), actions);
        Operand<TFloat32> gradients = Gradients.of(program, Layers.sum(program.ops(), values), List.of(actions))
                .get(0);
        return new NetworkCritic(
                new RowFunction(program, List.of(observations, actions), values),
                new RowFunction(program, List.of(observations, actions), gradients));
    }

    final Program program() {
        return program;
    }

    @Override
    public final long step() {
        return step;
    }

    @Override
    public final Policy policy() {
        return policy;
    }

    @Override
    public final Optional<Critic> critic() {
        return Optional.ofNullable(critic);
    }

    @Override
    public final Map<String, Double> update(ExperienceSource experience, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("At least one update must be asked for, not " + times);
        }
        long before = step;
        double[] sums = new double[updates.figures().size()];
        try (Variables.Snapshot kept = program.variables().snapshot()) {
            try {
                while (step < before + times) {
                    // To build several updates takes seconds, which a few do not earn.
                    int most = times < FEW ? 1 : FusedUpdates.MOST;
                    run(experience, (int) Math.min(most, before + times - step), sums);
                }
                if (!program.variables().finite()) {
                    throw diverged("A weight", step);
                }
            } catch (LeewayException e) {
                kept.restore();
                step = before;
                throw e;
            }
        }
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < sums.length; i++) {
            means.put(updates.figures().get(i), sums[i] / times);
        }
        return means;
    }

    @Override
    public final Map<String, Double> examine(ExperienceSource experience) {
        return vitals.measure(
                experience, RandomSource.of(seed).split("examination").split(step));
    }

    private void run(ExperienceSource experience, int times, double[] sums) {
        for (float[] update : updates.run(experience, seed, step, times)) {
            step++;
            for (int i = 0; i < sums.length; i++) {
                if (!Float.isFinite(update[i])) {
                    throw diverged("The " + updates.figures().get(i).replace('_', ' '), step);
                }
                sums[i] += update[i];
            }
        }
    }

    private LeewayException diverged(String what, long update) {
        return new LeewayException(what + " of " + name + " was no longer finite at update " + update
                + ". See that the experience has no extreme or missing values, and lower the learning-rate (now "
                + config.learningRate() + "), for example to " + config.learningRate() / 4 + ".");
    }

    @Override
    public final void save(Path directory) {
        Checkpoint.of(identity(), step, seed, program.variables()).archive().write(directory.resolve(FILE));
    }

    @Override
    public final void load(Path directory) {
        Path file = directory.resolve(FILE);
        Checkpoint checkpoint = Checkpoint.read(file);
        checkpoint.require(identity(), file);
        checkpoint.restore(program.variables(), file);
        step = checkpoint.step();
        seed = checkpoint.seed();
    }

    /**
     * {@inheritDoc}
     *
     * <p>They are a TensorFlow SavedModel without variables. Its signature {@code serving_default} maps
     * {@code observations}, float32 rows × observation columns in the environment's units, to {@code actions}, float32
     * rows × action columns in [-1, 1]; of discrete actions to the chosen elements of their space, int64, one a row.
     */
    @Override
    public final void export(Path directory) {
        FrozenModel model = new FrozenModel("observations", task.observationSize(), "actions");
        model.write(program.backend(), directory, (ops, observations) -> {
            Operand<TFloat32> actions =
                    actor.act(ops, actor.parameters().freeze(program, ops), scale.freeze(ops, observations));
            Space.Discrete choices = task.choices();
            return choices == null
                    ? actions
                    : ops.math.add(ops.math.argMax(actions, ops.constant(1)), ops.constant(choices.start()));
        });
    }

    private String identity() {
        return (name.matches("[aeiou].*") ? "an " : "a ") + name + " with hidden layers " + config.hidden() + " for "
                + task.observationSize()
                + (task.choices() == null
                        ? " observation and " + task.actionSize() + " action columns"
                        : " observation columns and " + task.actionSize() + " choices");
    }

    @Override
    public final void close() {
        program.close();
    }
}
