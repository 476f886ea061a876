package io.leeway.diffusion.experience.model;

import io.leeway.diffusion.experience.model.ModelStep.End;
import io.leeway.spi.Progress;
import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Transitions;
import io.leeway.spi.dynamics.Dynamics;
import io.leeway.spi.dynamics.Predictions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** A learned model as a simulator: steps of an actor in it, from states of the data on. */
final class Simulator {
    /** How many rollouts are stepped together: enough to keep a device busy, and no more memory than that takes. */
    static final int CHUNK = 8192;

    private final Dynamics dynamics;
    private final Transitions data;
    private final DataRange range;
    private final Penalty penalty;
    private final Endings endings;
    private final boolean deterministic;
    private final int horizon;

    /** Who acts. */
    @FunctionalInterface
    interface Actor {
        /** Chooses count actions, as {@code Policy.sample} does. */
        void choose(float[] observations, int count, RandomSource random, float[] actions);
    }

    Simulator(Dynamics dynamics, Transitions data, Penalty penalty, Endings endings, WorldModelConfig config) {
        this.dynamics = dynamics;
        this.data = data;
        this.range = DataRange.of(data);
        this.penalty = penalty;
        this.endings = endings;
        this.deterministic = config.deterministic();
        this.horizon = config.horizon();
    }

    /**
     * Makes rollouts.
     *
     * @param figures receives what there is to say of them
     */
    Rollouts roll(int count, Actor actor, RandomSource random, Progress.Task task, Map<String, Double> figures) {
        Run run = new Run(count, actor);
        for (int first = 0; first < count; first += CHUNK) {
            int end = Math.min(first + CHUNK, count);
            run.roll(first, end, random.split(first / CHUNK));
            task.advance(end - first, "");
        }
        Rollouts made = Rollouts.compact(run.steps, horizon, run.lengths, run.cut);
        figures.putAll(run.figures());
        return made;
    }

    /** What is made so far. */
    private final class Run {
        private final Actor actor;
        private final int[] lengths;
        private final byte[] cut;
        private final Transitions steps;
        private final Map<End, Integer> ends = new EnumMap<>(End.class);
        private double taken;

        Run(int count, Actor actor) {
            this.actor = actor;
            lengths = new int[count];
            cut = new byte[count];
            steps = Transitions.zeros(data.observationSize(), data.actionSize(), Math.multiplyExact(count, horizon));
        }

        void roll(int first, int end, RandomSource random) {
            int size = data.observationSize();
            int[] going = new int[end - first];
            float[] observations = new float[going.length * size];
            for (int i = 0; i < going.length; i++) {
                going[i] = first + i;
                int start = random.nextInt(data.count());
                System.arraycopy(data.observations(), start * size, observations, i * size, size);
            }
            for (int step = 0; step < horizon && going.length > 0; step++) {
                ModelStep made = step(observations, going.length, random);
                take(made, going, step);
                int[] left = new int[going.length];
                int count = 0;
                for (int i = 0; i < going.length; i++) {
                    if (made.ends()[i] == End.NONE) {
                        System.arraycopy(made.nextObservations(), i * size, observations, count * size, size);
                        left[count++] = going[i];
                    }
                }
                going = Arrays.copyOf(left, count);
                observations = Arrays.copyOf(observations, count * size);
            }
        }

        private ModelStep step(float[] observations, int count, RandomSource random) {
            float[] actions = new float[count * data.actionSize()];
            actor.choose(observations, count, random, actions);
            Predictions predictions = dynamics.predict(observations, actions, count);
            ModelStep step = new ModelStep(
                    observations.clone(),
                    actions,
                    predictions,
                    new float[count * data.observationSize()],
                    new float[count],
                    new End[count]);
            Arrays.fill(step.ends(), End.NONE);
            draw(step, random);
            boolean[] near = new boolean[count];
            for (int row = 0; row < count; row++) {
                near[row] = range.holds(step, row);
            }
            taken += penalty.apply(step);
            for (int row = 0; row < count; row++) {
                close(step, row, near[row]);
            }
            endings.mark(step, random);
            return step;
        }

        /** What leads out of the data, or nobody knows where, leads nowhere. */
        private void close(ModelStep step, int row, boolean near) {
            if (!near && step.ends()[row] == End.NONE) {
                step.ends()[row] = End.CUT;
            }
            if (step.ends()[row] != End.NONE) {
                int size = data.observationSize();
                System.arraycopy(step.observations(), row * size, step.nextObservations(), row * size, size);
            }
        }

        private void take(ModelStep made, int[] going, int step) {
            int size = data.observationSize();
            int actionSize = data.actionSize();
            for (int i = 0; i < going.length; i++) {
                End end = made.ends()[i];
                ends.merge(end, 1, Integer::sum);
                if (end == End.CUT) {
                    cut[going[i]] = 1;
                    continue;
                }
                int row = going[i] * horizon + step;
                lengths[going[i]] = step + 1;
                System.arraycopy(made.observations(), i * size, steps.observations(), row * size, size);
                System.arraycopy(made.actions(), i * actionSize, steps.actions(), row * actionSize, actionSize);
                System.arraycopy(made.nextObservations(), i * size, steps.nextObservations(), row * size, size);
                steps.rewards()[row] = made.rewards()[i];
                steps.terminals()[row] = end == End.NONE ? 0 : 1;
            }
        }

        Map<String, Double> figures() {
            int kept = Arrays.stream(lengths).sum();
            double all = kept + count(End.CUT);
            Map<String, Double> figures = new TreeMap<>();
            figures.put("rollout_transitions", (double) kept);
            figures.put("rollout_length", (double) kept / lengths.length);
            figures.put("cut_rollouts", count(End.CUT));
            figures.put("terminal_fraction", count(End.TERMINAL) / all);
            figures.put("unknown_fraction", count(End.UNKNOWN) / all);
            figures.put("reward_penalty", taken / all);
            return figures;
        }

        private double count(End end) {
            return ends.getOrDefault(end, 0);
        }
    }

    /** Draws one member for each row, and of it a sample, or the mean. */
    private void draw(ModelStep step, RandomSource random) {
        Predictions predictions = step.predictions();
        int size = predictions.observationSize();
        for (int row = 0; row < step.count(); row++) {
            int from = predictions.offset(random.nextInt(predictions.members()), row);
            for (int column = 0; column < size; column++) {
                step.nextObservations()[row * size + column] = value(predictions, from + column, random);
            }
            step.rewards()[row] = value(predictions, from + size, random);
        }
    }

    private float value(Predictions predictions, int i, RandomSource random) {
        float mean = predictions.means()[i];
        return deterministic ? mean : (float) (mean + predictions.deviations()[i] * random.nextGaussian());
    }
}
