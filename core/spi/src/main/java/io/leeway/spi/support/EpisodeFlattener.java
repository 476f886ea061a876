package io.leeway.spi.support;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.DatasetDescription;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A maker of one flat dataset of recorded episodes, as agents learn from: parts of an observation side by side as
 * float32, discrete values as 1 in their place among zeros, actions scaled from their bounds to [-1, 1].
 */
public final class EpisodeFlattener {
    private static final int FIRST_CAPACITY = 1024;

    private final String name;
    private final UnfitValues unfit;
    private final FlatColumns observationColumns;
    private final FlatColumns actionColumns;
    private final boolean clipActions;
    private final Space.@Nullable Discrete choices;
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Boolean> terminated = new ArrayList<>();
    private final List<Boolean> truncated = new ArrayList<>();
    private float[] observations = new float[0];
    private float[] actions = new float[0];
    private float[] rewards = new float[0];
    private int steps;

    /**
     * Looks at what the dataset says of its spaces. Where it says nothing, columns are taken as they are, and actions
     * must be within [-1, 1].
     *
     * @param name what is flattened, such as a file: every error begins with it
     * @param first the first episode, which the others must resemble
     * @param parts which parts of a Dict observation, in this order, such as {@code observation} and
     *     {@code desired_goal}; empty for all in the space's order
     * @param clipActions whether actions outside their bounds are moved to them, or refused
     * @throws LeewayException if there is no such part, or actions are neither of a Box of floating point with bounds
     *     nor of a Discrete
     */
    public EpisodeFlattener(
            String name, DatasetDescription description, Episode first, List<String> parts, boolean clipActions) {
        this.name = name;
        this.clipActions = clipActions;
        unfit = new UnfitValues(name);
        observationColumns = FlatColumns.of(name, Episode.OBSERVATIONS, description.observationSpace(), first)
                .choose(name, parts);
        choices = choices(description.actionSpace(), first);
        actionColumns = FlatColumns.of(name, Episode.ACTIONS, description.actionSpace(), first)
                .scaled(name);
    }

    private Space.@Nullable Discrete choices(@Nullable Space space, Episode first) {
        if (space != null) {
            return ActionSpaces.choices(name, space).orElse(null);
        }
        first.parts(Episode.ACTIONS).forEach((path, column) -> {
            if (!column.type().isReal()) {
                throw ActionSpaces.refusal(
                        name,
                        "whole numbers (" + column.type().name().toLowerCase(Locale.ROOT) + ", " + column.rowSize()
                                + " a step) of a space that it does not say",
                        "give it the action space that they are from, or record real numbers as float32");
            }
        });
        return null;
    }

    /** Returns how many columns a flat observation has. */
    public int observationSize() {
        return observationColumns.width();
    }

    /** Returns how many columns a flat action has. */
    public int actionSize() {
        return actionColumns.width();
    }

    /**
     * Makes room for so many steps and episodes in all, so that none is copied again.
     *
     * @throws LeewayException if that is more than arrays can hold
     */
    public void reserve(long allSteps, long allEpisodes) {
        grow(allSteps, allEpisodes);
    }

    /**
     * Adds an episode. What is wrong with its values is said by {@link #dataset}.
     *
     * @throws LeewayException if it lacks a column that the first episode has
     */
    public void add(Episode episode) {
        int count = episode.steps();
        int index = lengths.size();
        grow((long) steps + count, index + 1L);
        String where = name + ", episode " + index;
        int row = steps + index;
        observationColumns.write(where, unfit, index, episode, count + 1, observations, row, false);
        actionColumns.write(where, unfit, index, episode, count, actions, steps, clipActions);
        Column column = episode.column(Episode.REWARDS);
        column.toFloats(rewards, steps);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(rewards[steps + i])) {
                unfit.add(Episode.REWARDS, column.real(i), FlatColumn.place(index, i), 0, "finite");
            }
        }
        lengths.add(count);
        terminated.add(episode.terminated());
        truncated.add(episode.truncated());
        steps += count;
    }

    private void grow(long wantedSteps, long wantedEpisodes) {
        observations = grown(observations, (wantedSteps + wantedEpisodes) * observationSize(), "observations");
        actions = grown(actions, wantedSteps * actionSize(), "actions");
        rewards = grown(rewards, wantedSteps, "rewards");
    }

    private float[] grown(float[] array, long wanted, String what) {
        if (wanted <= array.length) {
            return array;
        }
        int most = Integer.MAX_VALUE - 8;
        if (wanted > most) {
            throw new LeewayException(name + " has " + wanted + " numbers of " + what + ", more than the " + most
                    + " that can be learned from at once: split it ('leeway dataset split')");
        }
        boolean first = array.length == 0;
        long roomy = first ? Math.max(wanted, FIRST_CAPACITY) : Math.max(wanted, array.length * 3L / 2);
        return Arrays.copyOf(array, (int) Math.min(roomy, most));
    }

    /**
     * Returns the dataset; nothing may be added any more.
     *
     * @param provenance where the data is from, in the order to show it
     * @throws LeewayException if values are not finite, or actions outside their bounds and not clipped, naming of each
     *     array the first and how many more
     */
    public Dataset dataset(Map<String, String> provenance) {
        unfit.refuse();
        int count = lengths.size();
        boolean[] terminals = new boolean[count];
        boolean[] timeouts = new boolean[count];
        for (int i = 0; i < count; i++) {
            terminals[i] = terminated.get(i);
            timeouts[i] = truncated.get(i);
        }
        return new Dataset(
                observationSize(),
                actionSize(),
                exactly(observations, (steps + count) * observationSize()),
                exactly(actions, steps * actionSize()),
                exactly(rewards, steps),
                lengths.stream().mapToInt(Integer::intValue).toArray(),
                terminals,
                timeouts,
                provenance,
                choices);
    }

    private static float[] exactly(float[] array, int length) {
        return array.length == length ? array : Arrays.copyOf(array, length);
    }
}
