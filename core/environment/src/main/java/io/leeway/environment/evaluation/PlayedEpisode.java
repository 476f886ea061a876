package io.leeway.environment.evaluation;

/**
 * An episode that was played to its end.
 *
 * @param number from 0
 * @param seed what it was reset with
 * @param undiscountedReturn the sum of its rewards
 * @param steps how many it took
 * @param terminated whether it ended in a terminal state, rather than by a limit
 */
public record PlayedEpisode(int number, long seed, double undiscountedReturn, int steps, boolean terminated) {}
