package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.TransitionPool;
import io.leeway.diffusion.experience.model.Simulator.Actor;
import io.leeway.diffusion.experience.model.WorldModelConfig.PenaltyKind;
import io.leeway.spi.LeewayException;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.agent.Agent;
import io.leeway.spi.agent.ExperienceSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import io.leeway.spi.environment.Environments;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts of the agent's policy in a learned model of the dynamics, from states of the data on, with some real
 * transitions in every batch (Janner et al. 2019, Yu et al. 2020).
 *
 * <p>The first set is by random actions, which an untrained policy's are no better than. A rollout ends where the
 * environment's rule says so; where it tells none, where the model does, if it learned that.
 */
public final class WorldModelExperience implements ExperienceSource {
    private final WorldModelConfig config;
    private final Dynamics dynamics;
    private final @Nullable Environments environments;
    private final RandomSource random;
    private final Progress progress;
    private final Dataset dataset;
    private final Transitions real;
    private final RetainedRollouts retained;
    private @Nullable Simulator simulator;

    /** Creates a source that has no rollouts before its first refresh. */
    @Inject
    public WorldModelExperience(
            WorldModelConfig config,
            Dataset dataset,
            Dynamics dynamics,
            @Nullable Environments environments,
            RandomSource random,
            Progress progress) {
        this.config = config;
        this.dynamics = dynamics;
        this.environments = environments;
        this.random = random;
        this.progress = progress;
        this.dataset = dataset;
        real = dataset.transitions();
        retained = new RetainedRollouts(
                config.retained(), dataset.observationSize(), dataset.actionSize(), config.horizon());
    }

    @Override
    public long refreshEvery() {
        return config.refresh();
    }

    @Override
    public Map<String, Double> refresh(Agent agent, long step) {
        boolean guided = step > 0;
        Actor actor = guided ? agent.policy()::sample : this::explore;
        Map<String, Double> figures = new TreeMap<>();
        Rollouts made;
        try (Progress.Task task = progress.begin("Rolling out the model", config.rollouts(), "rollouts")) {
            made = simulator().roll(config.rollouts(), actor, random.split(step), task, figures);
        }
        if (made.transitions().count() == 0) {
            throw new LeewayException("All " + config.rollouts() + " rollouts of the model left the data in their first"
                    + " step: a value was not finite, or more than 10 standard deviations from the data's mean. The"
                    + " model of the dynamics knows nothing of this data: look at its held-out error, and train it"
                    + " longer.");
        }
        retained.add(made);
        figures.put("guided", guided ? 1.0 : 0.0);
        figures.put("synthetic_transitions", (double) retained.size());
        return figures;
    }

    /** Draws actions evenly. */
    private void explore(float[] observations, int count, RandomSource draws, float[] actions) {
        int size = dataset.actionSize();
        if (dataset.choices().isPresent()) {
            for (int row = 0; row < count; row++) {
                actions[row * size + draws.nextInt(size)] = 1;
            }
            return;
        }
        for (int i = 0; i < count * size; i++) {
            actions[i] = 2 * draws.nextFloat() - 1;
        }
    }

    /** Returns the simulator, at the first call measuring what it takes and saying by what rollouts terminate. */
    private Simulator simulator() {
        if (simulator == null) {
            Endings rule = Endings.rule(environments);
            Endings endings = rule == null ? Endings.learned(config.deterministic()) : rule;
            simulator = new Simulator(dynamics, real, penalty(), endings, config);
            progress.say("Rollouts of the model terminate " + told(rule));
        }
        return simulator;
    }

    private String told(@Nullable Endings rule) {
        if (rule != null) {
            return "by the environment's own rule";
        }
        Predictions one = dynamics.predict(real.observations(), real.actions(), 1);
        return one.terminals().length > 0
                ? "as the model learned, since no rule of the environment is known"
                : "never: neither a rule of the environment is known, nor did the model learn one";
    }

    private Penalty penalty() {
        if (config.penalty() == PenaltyKind.MOPO) {
            return Penalty.deviation(config.coefficient() == null ? 1 : config.coefficient());
        } else if (config.penalty() == PenaltyKind.NONE) {
            return Penalty.NONE;
        }
        if (dynamics.members() < 2) {
            throw new LeewayException("penalty: morel compares the members of a model of the dynamics, but this one has"
                    + " 1. Train an ensemble, or choose penalty: mopo or none.");
        }
        double share = config.threshold() == null ? 1 : config.threshold();
        double offset = config.offset() == null ? -200 : config.offset();
        return Penalty.unknown(share * largestDistance(), (float) (DataRange.leastReward(real) + offset));
    }

    private double largestDistance() {
        double largest = 0;
        try (Progress.Task task = progress.begin("Comparing the model's members", real.count(), "rows")) {
            for (int first = 0; first < real.count(); first += Simulator.CHUNK) {
                int count = Math.min(Simulator.CHUNK, real.count() - first);
                largest = Math.max(largest, largestDistance(first, count));
                task.advance(count, "");
            }
        }
        return largest;
    }

    private double largestDistance(int first, int count) {
        float[] observations = slice(real.observations(), real.observationSize(), first, count);
        float[] actions = slice(real.actions(), real.actionSize(), first, count);
        Predictions predictions = dynamics.predict(observations, actions, count);
        double largest = 0;
        for (int row = 0; row < count; row++) {
            largest = Math.max(largest, Penalty.distance(predictions, row));
        }
        return largest;
    }

    private static float[] slice(float[] values, int columns, int first, int count) {
        float[] part = new float[count * columns];
        System.arraycopy(values, first * columns, part, 0, part.length);
        return part;
    }

    @Override
    public int size() {
        return retained.size() + (config.realFraction() > 0 ? real.count() : 0);
    }

    /** Fills the first rows with steps of rollouts and the last with real ones, always as many of each. */
    @Override
    public void sample(RandomSource draws, Transitions batch, int from, int to) {
        int firstReal = to - real(to - from);
        retained.sample(draws, batch, from, firstReal);
        new TransitionPool(real).sample(draws, batch, firstReal, to);
    }

    private int real(int rows) {
        return (int) Math.round(config.realFraction() * rows);
    }

    @Override
    public Optional<boolean[]> realRows(int rows) {
        boolean[] flags = new boolean[rows];
        Arrays.fill(flags, rows - real(rows), rows, true);
        return Optional.of(flags);
    }

    /** Returns the rollouts of the last refresh that were not cut. */
    @Override
    public Optional<Trajectories> synthetic() {
        return retained.latest()
                .map(made -> made.trajectories(config.horizon()))
                .filter(trajectories -> trajectories.count() > 0);
    }

    @Override
    public void save(Path directory) {
        retained.write(directory);
    }

    @Override
    public void load(Path directory) {
        retained.read(directory);
    }
}
