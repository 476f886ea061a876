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
import io.leeway.spi.data.Transitions;
import io.leeway.tensorflow.graph.Backend;
import io.leeway.tensorflow.graph.Checkpoint;
import io.leeway.tensorflow.graph.Gradients;
import io.leeway.tensorflow.graph.Layers;
import io.leeway.tensorflow.graph.Program;
import io.leeway.tensorflow.graph.RowFunction;
import io.leeway.tensorflow.graph.Variables;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * TD3+BC (Fujimoto and Gu 2021): a deterministic actor that climbs its critic's value and stays near the data's actions.
 *
 * <p>Every update draws its batch and its noise from a random stream of its own, so that how many updates are asked for
 * at once makes no difference, and a resumed training needs no random state.
 */
public final class Td3Bc implements Agent {
    private static final String FILE = "agent.npz";
    private static final List<String> FIGURES = List.of("critic_loss", "actor_loss", "imitation_loss", "mean_value");

    private final Td3BcConfig config;
    private final Task task;
    private final Program program;
    private final Policy policy;
    private final Critic critic;
    private final Td3BcUpdates updates;
    private final Transitions batches;
    private final float[] noise;
    private long seed;
    private long step;

    /** Creates an agent with fresh weights. */
    @Inject
    public Td3Bc(Td3BcConfig config, Task task, Dataset dataset, RandomSource random, Device device) {
        this.config = config;
        this.task = task;
        program = new Program(Backend.open(device));
        seed = random.split("updates").nextLong();
        Td3BcNetworks networks = new Td3BcNetworks(program, task, config.hidden(), random.split("initialization"));
        ObservationScale scale = config.normalizeObservations()
                ? ObservationScale.of(program, dataset)
                : ObservationScale.none(program, task.observationSize());
        // What reads the weights between updates is built before what changes them.
        policy = policy(networks, scale);
        critic = critic(networks, scale);
        updates = new Td3BcUpdates(config, task, program, networks, scale);
        int rows = Td3BcUpdates.FUSED * config.batch();
        batches = Transitions.zeros(task.observationSize(), task.actionSize(), rows);
        noise = new float[rows * config.criticUpdates() * task.actionSize()];
    }

    private Policy policy(Td3BcNetworks networks, ObservationScale scale) {
        Placeholder<TFloat32> observations = program.input(-1, task.observationSize());
        Operand<TFloat32> actions = networks.act(networks.actor(), scale.build(observations));
        return new DeterministicPolicy(task, new RowFunction(program, List.of(observations), actions));
    }

    private Critic critic(Td3BcNetworks networks, ObservationScale scale) {
        Placeholder<TFloat32> observations = program.input(-1, task.observationSize());
        Placeholder<TFloat32> actions = program.input(-1, task.actionSize());
        Operand<TFloat32> values = networks.smallerValue(networks.critics(), scale.build(observations), actions);
        Operand<TFloat32> gradients = Gradients.of(program, Layers.sum(program.ops(), values), List.of(actions))
                .get(0);
        return new NetworkCritic(
                new RowFunction(program, List.of(observations, actions), values),
                new RowFunction(program, List.of(observations, actions), gradients));
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public Optional<Critic> critic() {
        return Optional.of(critic);
    }

    @Override
    public Map<String, Double> update(ExperienceSource experience, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("At least one update must be asked for, not " + times);
        }
        long before = step;
        double[] sums = new double[FIGURES.size()];
        try (Variables.Snapshot kept = program.variables().snapshot()) {
            try {
                while (step < before + times) {
                    run(experience, (int) Math.min(Td3BcUpdates.FUSED, before + times - step), sums);
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
            means.put(FIGURES.get(i), sums[i] / times);
        }
        return means;
    }

    private void run(ExperienceSource experience, int times, double[] sums) {
        int noisePerUpdate = noise.length / Td3BcUpdates.FUSED;
        for (int i = 0; i < times; i++) {
            RandomSource random = RandomSource.of(seed).split(step + i);
            experience.sample(random, batches, i * config.batch(), (i + 1) * config.batch());
            random.fillGaussian(noise, i * noisePerUpdate, (i + 1) * noisePerUpdate);
        }
        List<float[]> figures = updates.run(batches, noise, step, times);
        for (float[] update : figures) {
            step++;
            for (int i = 0; i < sums.length; i++) {
                if (!Float.isFinite(update[i])) {
                    throw diverged("The " + FIGURES.get(i).replace('_', ' '), step);
                }
                sums[i] += update[i];
            }
        }
    }

    private LeewayException diverged(String what, long update) {
        return new LeewayException(what + " of td3-bc was no longer finite at update " + update
                + ". See that the experience has no extreme or missing values, and lower the learning-rate (now "
                + config.learningRate() + "), for example to " + config.learningRate() / 4 + ".");
    }

    @Override
    public void save(Path directory) {
        Checkpoint.of(identity(), step, seed, program.variables()).archive().write(directory.resolve(FILE));
    }

    @Override
    public void load(Path directory) {
        Path file = directory.resolve(FILE);
        Checkpoint checkpoint = Checkpoint.read(file);
        checkpoint.require(identity(), file);
        checkpoint.restore(program.variables(), file);
        step = checkpoint.step();
        seed = checkpoint.seed();
    }

    private String identity() {
        return "a td3-bc with hidden layers " + config.hidden() + " for " + task.observationSize() + " observation and "
                + task.actionSize() + " action columns";
    }

    @Override
    public void close() {
        program.close();
    }
}
