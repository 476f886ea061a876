package io.leeway.environment.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The episodes of an evaluation, of which each waits, is under way, or was played. Each has a fixed row in the policy's
 * batches, its number modulo their size. Safe for several threads.
 */
final class EpisodePool {
    /** What is returned where there is no episode. */
    static final int NONE = -1;

    private final long[] seeds;
    private final int rows;
    private final @Nullable PlayedEpisode[] played;
    private final int[] players;
    private int first;
    private int left;

    /**
     * Holds episodes that all wait.
     *
     * @param seeds one an episode
     * @param rows of the policy's batches
     */
    EpisodePool(long[] seeds, int rows) {
        this.seeds = seeds;
        this.rows = rows;
        played = new PlayedEpisode[seeds.length];
        players = new int[seeds.length];
        left = seeds.length;
    }

    int rows() {
        return rows;
    }

    int row(int episode) {
        return episode % rows;
    }

    long seed(int episode) {
        return seeds[episode];
    }

    /** Returns whether all were played. */
    synchronized boolean isOver() {
        return left == 0;
    }

    synchronized boolean isPlayed(int episode) {
        return played[episode] != null;
    }

    /** Returns whether an episode waits. */
    synchronized boolean waits() {
        while (first < seeds.length && !waits(first)) {
            first++;
        }
        return first < seeds.length;
    }

    private boolean waits(int episode) {
        return played[episode] == null && players[episode] == 0;
    }

    /**
     * Returns the first episode that waits and whose row is free, and is under way from now on; or {@link #NONE}.
     *
     * @param taken the rows that are not free
     */
    synchronized int take(boolean[] taken) {
        if (!waits()) {
            return NONE;
        }
        for (int episode = first; episode < seeds.length; episode++) {
            if (waits(episode) && !taken[row(episode)]) {
                players[episode]++;
                return episode;
            }
        }
        return NONE;
    }

    /**
     * Returns the first episode under way whose row is free, and is played once more from now on; or {@link #NONE}.
     *
     * @param most how many play it already at most
     */
    synchronized int takeSpare(boolean[] taken, int most) {
        for (int episode = 0; episode < seeds.length; episode++) {
            if (played[episode] == null && players[episode] <= most && !taken[row(episode)]) {
                players[episode]++;
                return episode;
            }
        }
        return NONE;
    }

    /** Returns the first episode of a row that waits, and is under way from now on; or {@link #NONE}. */
    synchronized int takeInRow(int row) {
        for (int episode = row; episode < seeds.length; episode += rows) {
            if (waits(episode)) {
                players[episode]++;
                return episode;
            }
        }
        return NONE;
    }

    /** Gives an episode up; it waits again where nobody else plays it. */
    synchronized void giveBack(int episode) {
        players[episode]--;
        first = Math.min(first, episode);
    }

    /** Takes an episode that was played; of several that played it the first counts. */
    synchronized void end(PlayedEpisode episode) {
        players[episode.number()]--;
        if (played[episode.number()] == null) {
            played[episode.number()] = episode;
            left--;
        }
    }

    /** Returns the episodes, by number, when all were played. */
    synchronized List<PlayedEpisode> played() {
        return Arrays.stream(played).<PlayedEpisode>map(Objects::requireNonNull).toList();
    }
}
