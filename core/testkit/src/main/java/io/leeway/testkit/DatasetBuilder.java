package io.leeway.testkit;

import io.leeway.spi.RandomSource;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.environment.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A builder of small datasets in memory, episode by episode. */
public final class DatasetBuilder {
    private final int observationSize;
    private final int actionSize;
    private final Space.@Nullable Discrete choices;
    private final List<Episode> episodes = new ArrayList<>();

    private record Episode(float[] observations, float[] actions, float[] rewards, boolean terminated) {}

    /** Begins a dataset without episodes. */
    public DatasetBuilder(int observationSize, int actionSize) {
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        this.choices = null;
    }

    /** Begins a dataset of discrete actions without episodes. */
    public DatasetBuilder(int observationSize, Space.Discrete choices) {
        this.observationSize = observationSize;
        this.actionSize = Math.toIntExact(choices.count());
        this.choices = choices;
    }

    /**
     * Adds an episode of {@code rewards.length} steps.
     *
     * @param observations (steps + 1) × observationSize
     * @param actions steps × actionSize
     * @param terminated whether its last step is terminal; otherwise it was truncated
     */
    public DatasetBuilder episode(float[] observations, float[] actions, float[] rewards, boolean terminated) {
        episodes.add(new Episode(observations, actions, rewards, terminated));
        return this;
    }

    /**
     * Adds an episode of a damped random walk that the actions push: every observation column but the first moves by a
     * tenth of an action, the first is pure noise, and the reward is the negative mean square of the observation.
     */
    public DatasetBuilder walk(RandomSource random, int steps, boolean terminated) {
        float[] observations = new float[(steps + 1) * observationSize];
        float[] actions = new float[steps * actionSize];
        float[] rewards = new float[steps];
        random.fillGaussian(observations, 0, observationSize);
        for (int step = 0; step < steps; step++) {
            if (choices != null) {
                actions[step * actionSize + random.nextInt(actionSize)] = 1;
            }
            for (int column = 0; choices == null && column < actionSize; column++) {
                actions[step * actionSize + column] = 1.8f * random.nextFloat() - 0.9f;
            }
            int from = step * observationSize;
            for (int column = 0; column < observationSize; column++) {
                float value = observations[from + column];
                float push = column == 0
                        ? 0.1f * (float) random.nextGaussian()
                        : 0.1f * actions[step * actionSize + column % actionSize];
                observations[from + observationSize + column] = 0.95f * value + push;
                rewards[step] -= value * value / observationSize;
            }
        }
        return episode(observations, actions, rewards, terminated);
    }

    /** Returns the dataset. */
    public Dataset build() {
        int[] lengths =
                episodes.stream().mapToInt(episode -> episode.rewards.length).toArray();
        boolean[] terminated = new boolean[lengths.length];
        boolean[] truncated = new boolean[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            terminated[i] = episodes.get(i).terminated;
            truncated[i] = !terminated[i];
        }
        return new Dataset(
                observationSize,
                actionSize,
                concatenate(episodes.stream().map(Episode::observations).toList()),
                concatenate(episodes.stream().map(Episode::actions).toList()),
                concatenate(episodes.stream().map(Episode::rewards).toList()),
                lengths,
                terminated,
                truncated,
                Map.of("source", "testkit"),
                choices);
    }

    private static float[] concatenate(List<float[]> parts) {
        float[] result = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, result, offset, part.length);
            offset += part.length;
        }
        return result;
    }
}
