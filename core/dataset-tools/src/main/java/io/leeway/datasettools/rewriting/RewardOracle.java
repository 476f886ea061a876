package io.leeway.datasettools.rewriting;

import io.leeway.datasettools.verification.Findings;
import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import io.leeway.spi.environment.DynamicsOracle;
import io.leeway.spi.environment.Environments;
import org.jspecify.annotations.Nullable;

/** An environment's rewards of recorded steps, and the distance of its next observations from the recorded ones. */
final class RewardOracle {
    private static final int BATCH = 4096;

    private final String id;
    private final DynamicsOracle oracle;
    private double greatest = Double.NEGATIVE_INFINITY;
    private @Nullable String place;

    private RewardOracle(String id, DynamicsOracle oracle) {
        this.id = id;
        this.oracle = oracle;
    }

    static RewardOracle of(Environments environments) {
        String id = environments.spec().id();
        return new RewardOracle(
                id,
                environments
                        .oracle()
                        .orElseThrow(() -> new LeewayException("The environment " + id
                                + " cannot say the reward of a recorded step: it has no dynamics oracle."
                                + " Those of the component maze2d have one.")));
    }

    /** Returns the rewards of an episode's steps. */
    double[] rewards(int index, Episode episode) {
        Column observations = column(episode, Episode.OBSERVATIONS);
        Column actions = column(episode, Episode.ACTIONS);
        double[] rewards = new double[episode.steps()];
        for (int from = 0; from < rewards.length; from += BATCH) {
            int count = Math.min(BATCH, rewards.length - from);
            double[] next = new double[count * observations.rowSize()];
            double[] some = new double[count];
            oracle.transition(
                    reals(observations, from, count),
                    reals(actions, from, count),
                    count,
                    next,
                    some,
                    new boolean[count]);
            System.arraycopy(some, 0, rewards, from, count);
            compare(index, from, next, reals(observations, from + 1, count), observations.rowSize());
        }
        return rewards;
    }

    private static Column column(Episode episode, String name) {
        Column column = episode.columns().get(name);
        if (column == null) {
            throw new LeewayException("Rewards are computed from one column '" + name + "', but there are "
                    + episode.parts(name).keySet());
        }
        return column;
    }

    private static double[] reals(Column column, int from, int count) {
        int size = column.rowSize();
        double[] values = new double[count * size];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.real(from * size + i);
        }
        return values;
    }

    private void compare(int index, int from, double[] next, double[] recorded, int size) {
        for (int i = 0; i < next.length; i++) {
            double difference = Math.abs(next[i] - recorded[i]);
            if (!(difference <= greatest)) {
                greatest = difference;
                place = Findings.place(index, Episode.OBSERVATIONS, from + i / size + 1, i % size, size);
            }
            if (Double.isNaN(difference)) {
                return;
            }
        }
    }

    String id() {
        return id;
    }

    /** Returns how far the environment's next observations are from the recorded ones at most. */
    double greatestDifference() {
        return greatest;
    }

    String placeOfGreatest() {
        return String.valueOf(place);
    }
}
