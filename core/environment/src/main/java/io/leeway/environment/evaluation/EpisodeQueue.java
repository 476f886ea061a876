package io.leeway.environment.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The assignment of episodes to the environments of a vector. An environment that has played all of its own keeps
 * playing its last one, which is not counted: vectors are stepped whole.
 */
final class EpisodeQueue {
    private final long[] seeds;
    private final int stride;
    private final @Nullable PlayedEpisode[] played;
    private final int[] numbers;
    private final double[] returns;
    private final int[] steps;
    private final boolean[] counted;
    private int remaining;

    /**
     * Queues every {@code slots}-th episode for each environment.
     *
     * @param seeds of all episodes
     * @param slots how many environments there are in all
     * @param first the first of them that is in this vector
     * @param count how many are
     * @param played receives what was played
     */
    EpisodeQueue(long[] seeds, int slots, int first, int count, @Nullable PlayedEpisode[] played) {
        this.seeds = seeds;
        this.stride = slots;
        this.played = played;
        this.numbers = IntStream.range(first, first + count).toArray();
        this.returns = new double[count];
        this.steps = new int[count];
        this.counted = new boolean[count];
        Arrays.fill(counted, true);
        this.remaining = count;
    }

    /** Returns how many environments there are. */
    int count() {
        return numbers.length;
    }

    /** Returns whether an episode is still to be played. */
    boolean running() {
        return remaining > 0;
    }

    /** Returns whether the episode of an environment counts. */
    boolean counted(int environment) {
        return counted[environment];
    }

    int number(int environment) {
        return numbers[environment];
    }

    /** Returns how many steps of its episode an environment has made. */
    int steps(int environment) {
        return steps[environment];
    }

    long seed(int environment) {
        return seeds[numbers[environment]];
    }

    void add(int environment, double reward) {
        returns[environment] += reward;
        steps[environment]++;
    }

    /** Ends the episode of an environment, which goes on to its next one. */
    void end(int environment, boolean terminated) {
        int number = numbers[environment];
        played[number] = new PlayedEpisode(number, seeds[number], returns[environment], steps[environment], terminated);
        if (number + stride < seeds.length) {
            numbers[environment] += stride;
        } else {
            counted[environment] = false;
            remaining--;
        }
        forget(environment);
    }

    /** Begins the episodes of all environments again. */
    void startAgain() {
        for (int i = 0; i < count(); i++) {
            forget(i);
        }
    }

    private void forget(int environment) {
        returns[environment] = 0;
        steps[environment] = 0;
    }

    /** Returns the numbers of the episodes under way, a few of them if there are many. */
    String names() {
        int[] shown = IntStream.range(0, count())
                .filter(environment -> counted[environment])
                .map(environment -> numbers[environment])
                .sorted()
                .toArray();
        if (shown.length == 1) {
            return "Episode " + shown[0];
        }
        int last = shown[shown.length - 1];
        if (last - shown[0] == shown.length - 1) {
            return "Episodes " + shown[0] + " to " + last;
        }
        return "The " + shown.length + " episodes from " + shown[0] + " to " + last + " under way";
    }
}
