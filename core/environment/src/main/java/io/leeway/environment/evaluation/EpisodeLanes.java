package io.leeway.environment.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The episodes that the environments of one vector play. An environment without an episode keeps playing its last one,
 * or one that another plays, which is not counted: vectors are stepped whole.
 */
final class EpisodeLanes {
    private final EpisodePool pool;
    private final int[] numbers;
    private final double[] returns;
    private final int[] steps;
    private final boolean[] counted;

    /**
     * Has no episodes yet.
     *
     * @param count how many environments there are
     */
    EpisodeLanes(EpisodePool pool, int count) {
        this.pool = pool;
        this.numbers = new int[count];
        this.returns = new double[count];
        this.steps = new int[count];
        this.counted = new boolean[count];
        Arrays.fill(numbers, EpisodePool.NONE);
    }

    /** Returns how many environments there are. */
    int count() {
        return numbers.length;
    }

    /** Returns whether an episode that counts is under way. */
    boolean running() {
        for (boolean each : counted) {
            if (each) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the episode of an environment counts. */
    boolean counted(int environment) {
        return counted[environment];
    }

    int number(int environment) {
        return numbers[environment];
    }

    /** Returns the row of an environment's episode in the policy's batches. */
    int row(int environment) {
        return pool.row(numbers[environment]);
    }

    int rows() {
        return pool.rows();
    }

    /** Returns how many steps of its episode an environment has made. */
    int steps(int environment) {
        return steps[environment];
    }

    long seed(int environment) {
        return pool.seed(numbers[environment]);
    }

    void add(int environment, double reward) {
        returns[environment] += reward;
        steps[environment]++;
    }

    /** Ends the episode of an environment. */
    void end(int environment, boolean terminated) {
        int number = numbers[environment];
        pool.end(new PlayedEpisode(number, pool.seed(number), returns[environment], steps[environment], terminated));
        counted[environment] = false;
    }

    /** Lets go of the episodes that others have played meanwhile. */
    void dropPlayed() {
        for (int i = 0; i < count(); i++) {
            if (counted[i] && pool.isPlayed(numbers[i])) {
                pool.giveBack(numbers[i]);
                counted[i] = false;
            }
        }
    }

    /**
     * Gives an episode that waits to each environment that has none, as far as there are any: one of the same row as
     * before, or another.
     *
     * @return which environments begin one
     */
    boolean[] fill() {
        boolean[] begun = new boolean[count()];
        boolean[] taken = taken();
        for (int i = 0; i < count(); i++) {
            boolean again = !counted[i] && numbers[i] != EpisodePool.NONE && !taken[row(i)];
            begin(i, again ? pool.takeInRow(row(i)) : EpisodePool.NONE, taken, begun);
        }
        for (int i = 0; i < count(); i++) {
            begin(i, counted[i] ? EpisodePool.NONE : pool.take(taken), taken, begun);
        }
        nameAll();
        return begun;
    }

    /**
     * Gives episodes that others play to the environments, which have none.
     *
     * @param most how many may play an episode already
     */
    void fillSpare(int most) {
        boolean[] taken = taken();
        for (int i = 0; i < count(); i++) {
            begin(i, pool.takeSpare(taken, most), taken, new boolean[count()]);
        }
        nameAll();
    }

    private void begin(int environment, int number, boolean[] taken, boolean[] begun) {
        if (number != EpisodePool.NONE) {
            numbers[environment] = number;
            counted[environment] = true;
            begun[environment] = true;
            taken[pool.row(number)] = true;
            forget(environment);
        }
    }

    private boolean[] taken() {
        boolean[] taken = new boolean[pool.rows()];
        for (int i = 0; i < count(); i++) {
            if (counted[i]) {
                taken[row(i)] = true;
            }
        }
        return taken;
    }

    /** Gives those that never had an episode one that another plays. */
    private void nameAll() {
        int any = Arrays.stream(numbers).max().orElseThrow();
        for (int i = 0; i < count(); i++) {
            numbers[i] = numbers[i] == EpisodePool.NONE ? any : numbers[i];
        }
    }

    /** Forgets what the episode of an environment came to. */
    void forget(int environment) {
        returns[environment] = 0;
        steps[environment] = 0;
    }

    /** Gives all episodes back. */
    void giveBack() {
        for (int i = 0; i < count(); i++) {
            if (counted[i]) {
                pool.giveBack(numbers[i]);
                counted[i] = false;
            }
            forget(i);
        }
    }

    /** Returns the numbers of the episodes under way, a few of them if there are many. */
    String names() {
        int[] shown = IntStream.range(0, count())
                .filter(environment -> counted[environment])
                .map(environment -> numbers[environment])
                .sorted()
                .toArray();
        if (shown.length == 0) {
            return "No episode";
        } else if (shown.length == 1) {
            return "Episode " + shown[0];
        }
        int last = shown[shown.length - 1];
        if (last - shown[0] == shown.length - 1) {
            return "Episodes " + shown[0] + " to " + last;
        }
        return "The " + shown.length + " episodes from " + shown[0] + " to " + last + " under way";
    }
}
