package io.leeway.datasets;

import io.leeway.spi.LeewayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records the episodes of one environment, as float32. */
final class EpisodeRecorder {
    /**
     * A finished episode.
     *
     * @param length its steps
     * @param terminated whether it ended in a terminal state
     * @param truncated whether it was cut by the environment
     */
    record Episode(int length, boolean terminated, boolean truncated) {}

    private final FlatSpaces spaces;
    private final String name;
    private final float[] actions;
    private final float[] rewards;
    private final List<Episode> episodes = new ArrayList<>();
    private float[] observations;
    private int observationRows;
    private int steps;
    private int firstStep;

    /**
     * Creates a recorder.
     *
     * @param capacity how many steps it will record
     * @param name what is recorded, for errors
     */
    EpisodeRecorder(FlatSpaces spaces, int capacity, String name) {
        this.spaces = spaces;
        this.name = name;
        observations = new float[Math.multiplyExact(capacity + 1, spaces.observationSize())];
        actions = new float[Math.multiplyExact(capacity, spaces.actionSize())];
        rewards = new float[capacity];
    }

    /** Returns whether there is room for no more steps. */
    boolean full() {
        return steps == rewards.length;
    }

    /**
     * Records one step.
     *
     * @param before the observations of all environments before it
     * @param played the actions of all environments, in their units
     * @param after the observations of all environments after it, before any reset
     * @param environment which of them this one is
     */
    void add(double[] before, double[] played, double reward, double[] after, int environment) {
        if (steps == firstStep) {
            addObservation(before, environment);
        }
        for (int column = 0; column < spaces.actionSize(); column++) {
            double action = played[environment * spaces.actionSize() + column];
            actions[steps * spaces.actionSize() + column] = (float) spaces.toUnit(column, action);
        }
        rewards[steps] = finite(reward, "reward");
        steps++;
        addObservation(after, environment);
    }

    /** Ends the episode. */
    void end(boolean terminated, boolean truncated) {
        episodes.add(new Episode(steps - firstStep, terminated, truncated));
        firstStep = steps;
    }

    /** Ends the recording, and with it an episode that goes on. */
    void finish() {
        if (steps > firstStep) {
            end(false, false);
        }
    }

    private void addObservation(double[] values, int environment) {
        int size = spaces.observationSize();
        int at = observationRows * size;
        if (at + size > observations.length) {
            observations =
                    Arrays.copyOf(observations, Math.addExact(observations.length, observations.length / 2 + size));
        }
        for (int column = 0; column < size; column++) {
            observations[at + column] = finite(values[environment * size + column], "observation");
        }
        observationRows++;
    }

    private float finite(double value, String what) {
        float narrow = (float) value;
        if (!Float.isFinite(narrow)) {
            throw new LeewayException("The " + what + " after " + steps + " steps of " + name + " is " + value
                    + ", which a dataset cannot hold: the simulation diverged, or the behaviour drove it too far");
        }
        return narrow;
    }

    /** Returns the finished episodes. */
    List<Episode> episodes() {
        return episodes;
    }

    /** Copies the recorded observations into a column, and returns where they end. */
    int copyObservations(float[] target, int at) {
        int size = observationRows * spaces.observationSize();
        System.arraycopy(observations, 0, target, at, size);
        return at + size;
    }

    /** Copies the recorded actions into a column, and returns where they end. */
    int copyActions(float[] target, int at) {
        System.arraycopy(actions, 0, target, at, actions.length);
        return at + actions.length;
    }

    /** Copies the recorded rewards into a column, and returns where they end. */
    int copyRewards(float[] target, int at) {
        System.arraycopy(rewards, 0, target, at, rewards.length);
        return at + rewards.length;
    }
}
