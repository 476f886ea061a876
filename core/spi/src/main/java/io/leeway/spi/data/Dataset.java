package io.leeway.spi.data;

import io.leeway.spi.environment.Space;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Episodes, column by column.
 *
 * <p>An episode of T steps has T + 1 observations, so with E episodes and N steps there are N + E observation rows.
 * Actions lie in [-1, 1]: a source rescales other bounds. Discrete ones have a column for each choice, of which one is
 * 1 and the others are 0.
 */
public final class Dataset {
    private static final String REMARK = "remark";

    private final int observationSize;
    private final int actionSize;
    private final float[] observations;
    private final float[] actions;
    private final float[] rewards;
    private final int[] firstSteps;
    private final boolean[] terminated;
    private final boolean[] truncated;
    private final Map<String, String> provenance;
    private final Space.@Nullable Discrete choices;

    /**
     * Wraps columns of continuous actions without copying them.
     *
     * @param observationSize columns of an observation
     * @param actionSize columns of an action
     * @param observations (N + E) × observationSize, episode after episode
     * @param actions N × actionSize
     * @param rewards N
     * @param lengths steps of each episode, each at least 1, N in all
     * @param terminated whether each episode ended in a terminal state
     * @param truncated whether each episode was cut by a time limit; false as well where the data merely ends
     * @param provenance where the data is from, in the order to show it
     * @throws IllegalArgumentException if lengths disagree, naming the column and both sizes
     */
    public Dataset(
            int observationSize,
            int actionSize,
            float[] observations,
            float[] actions,
            float[] rewards,
            int[] lengths,
            boolean[] terminated,
            boolean[] truncated,
            Map<String, String> provenance) {
        this(
                observationSize,
                actionSize,
                observations,
                actions,
                rewards,
                lengths,
                terminated,
                truncated,
                provenance,
                null);
    }

    /**
     * Wraps columns without copying them.
     *
     * @param observationSize columns of an observation
     * @param actionSize columns of an action
     * @param observations (N + E) × observationSize, episode after episode
     * @param actions N × actionSize
     * @param rewards N
     * @param lengths steps of each episode, each at least 1, N in all
     * @param terminated whether each episode ended in a terminal state
     * @param truncated whether each episode was cut by a time limit; false as well where the data merely ends
     * @param provenance where the data is from, in the order to show it
     * @param choices what actions are one of, a column each, where they are discrete; null where they are continuous
     * @throws IllegalArgumentException if lengths disagree, naming the column and both sizes
     */
    public Dataset(
            int observationSize,
            int actionSize,
            float[] observations,
            float[] actions,
            float[] rewards,
            int[] lengths,
            boolean[] terminated,
            boolean[] truncated,
            Map<String, String> provenance,
            Space.@Nullable Discrete choices) {
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        this.observations = observations;
        this.actions = actions;
        this.rewards = rewards;
        this.terminated = terminated;
        this.truncated = truncated;
        this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        firstSteps = new int[lengths.length + 1];
        for (int episode = 0; episode < lengths.length; episode++) {
            if (lengths[episode] < 1) {
                throw new IllegalArgumentException(
                        "Episode " + episode + " has " + lengths[episode] + " steps, but an episode has at least one");
            }
            firstSteps[episode + 1] = Math.addExact(firstSteps[episode], lengths[episode]);
        }
        long steps = steps();
        check("observations", observations.length, (steps + lengths.length) * observationSize);
        check("actions", actions.length, steps * actionSize);
        check("rewards", rewards.length, steps);
        check("terminated", terminated.length, lengths.length);
        check("truncated", truncated.length, lengths.length);
        this.choices = choices;
        if (choices != null && choices.count() != actionSize) {
            throw new IllegalArgumentException(
                    "Actions are one of " + choices.count() + " choices, but have " + actionSize + " columns");
        }
    }

    /** Returns the columns of an observation. */
    public int observationSize() {
        return observationSize;
    }

    /** Returns the columns of an action. */
    public int actionSize() {
        return actionSize;
    }

    /** Returns how many episodes there are. */
    public int episodes() {
        return firstSteps.length - 1;
    }

    /** Returns how many steps there are over all episodes. */
    public int steps() {
        return firstSteps[firstSteps.length - 1];
    }

    /**
     * Returns the index of an episode's first step; that of its first observation row is larger by the episode's index.
     */
    public int firstStep(int episode) {
        return firstSteps[episode];
    }

    /** Returns the steps of an episode. */
    public int length(int episode) {
        return firstSteps[episode + 1] - firstSteps[episode];
    }

    /** Returns whether an episode ended in a terminal state. */
    public boolean terminated(int episode) {
        return terminated[episode];
    }

    /** Returns whether an episode was cut by a time limit. */
    public boolean truncated(int episode) {
        return truncated[episode];
    }

    /** Returns the observations themselves, (N + E) × observationSize. */
    public float[] observations() {
        return observations;
    }

    /** Returns the actions themselves, N × actionSize. */
    public float[] actions() {
        return actions;
    }

    /** Returns the rewards themselves, N. */
    public float[] rewards() {
        return rewards;
    }

    /** Returns what actions are one of, a column each, where they are discrete; empty where they are continuous. */
    public Optional<Space.Discrete> choices() {
        return Optional.ofNullable(choices);
    }

    /**
     * Returns the same steps with actions as choices of a space that has these and perhaps more.
     *
     * @throws IllegalArgumentException if it lacks one of {@link #choices}, or actions are continuous
     */
    public Dataset withChoices(Space.Discrete wider) {
        Space.Discrete own = choices;
        if (own == null || wider.start() > own.start() || wider.start() + wider.count() < own.start() + own.count()) {
            throw new IllegalArgumentException("Actions from " + own + " are not all from " + wider);
        }
        int width = Math.toIntExact(wider.count());
        int shift = Math.toIntExact(own.start() - wider.start());
        float[] placed = new float[Math.multiplyExact(steps(), width)];
        int[] lengths = new int[episodes()];
        Arrays.setAll(lengths, this::length);
        for (int step = 0; step < steps(); step++) {
            System.arraycopy(actions, step * actionSize, placed, step * width + shift, actionSize);
        }
        return new Dataset(
                observationSize,
                width,
                observations,
                placed,
                rewards,
                lengths,
                terminated,
                truncated,
                provenance,
                wider);
    }

    /** Returns where the data is from. */
    public Map<String, String> provenance() {
        return provenance;
    }

    /**
     * Returns where data is from, and what there is to say of it beside that: what was left out of it, or decided where
     * it does not say.
     *
     * @param remarks a sentence each; see {@link #remarks}
     */
    public static Map<String, String> withRemarks(Map<String, String> provenance, List<String> remarks) {
        Map<String, String> all = new LinkedHashMap<>(provenance);
        for (int i = 0; i < remarks.size(); i++) {
            all.put(REMARK + (i == 0 ? "" : " " + (i + 1)), remarks.get(i));
        }
        return all;
    }

    /** Returns what there is to say of the data, which users are told before they learn from it. */
    public List<String> remarks() {
        return remarks(provenance);
    }

    /** Returns the remarks among what {@link #provenance} holds. */
    public static List<String> remarks(Map<String, String> provenance) {
        return provenance.entrySet().stream()
                .filter(entry -> entry.getKey().matches(REMARK + "( \\d+)?"))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * Returns every step as a transition, in order; the terminal is 1 at the last step of an episode that terminated,
     * and every step but the last of its episode is followed by the next.
     */
    public Transitions transitions() {
        Transitions result = Transitions.zeros(observationSize, actionSize, steps());
        System.arraycopy(actions, 0, result.actions(), 0, actions.length);
        System.arraycopy(rewards, 0, result.rewards(), 0, rewards.length);
        for (int episode = 0; episode < episodes(); episode++) {
            int first = firstSteps[episode] * observationSize;
            int firstRow = (firstSteps[episode] + episode) * observationSize;
            int size = length(episode) * observationSize;
            System.arraycopy(observations, firstRow, result.observations(), first, size);
            System.arraycopy(observations, firstRow + observationSize, result.nextObservations(), first, size);
            Arrays.fill(result.followed(), firstSteps[episode], firstSteps[episode + 1] - 1, 1);
            if (terminated[episode]) {
                result.terminals()[firstSteps[episode + 1] - 1] = 1;
            }
        }
        return result;
    }

    private static void check(String column, long actual, long expected) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "The column '" + column + "' needs " + expected + " values, but has " + actual);
        }
    }
}
