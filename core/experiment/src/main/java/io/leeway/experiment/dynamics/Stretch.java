package io.leeway.experiment.dynamics;

/**
 * Consecutive steps of one episode.
 *
 * @param episode which
 * @param from the first step, counted in the episode
 * @param to the step after the last
 */
public record Stretch(int episode, int from, int to) {
    /** Returns how many steps there are. */
    public int length() {
        return to - from;
    }
}
