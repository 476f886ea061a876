package io.leeway.diffusion.experience.model;

import io.leeway.spi.data.Trajectories;
import io.leeway.spi.data.TrajectoryLayout;
import io.leeway.spi.data.Transitions;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rollouts of unequal length.
 *
 * @param transitions their steps, rollout after rollout
 * @param lengths how many steps each has; 0 where its first was cut
 * @param cut 1 for each that was cut, since it left the data, else 0
 */
record Rollouts(Transitions transitions, int[] lengths, byte[] cut) {
    /** Returns the same from steps that lie {@code horizon} rows apart, with the rows between them left out. */
    static Rollouts compact(Transitions spread, int horizon, int[] lengths, byte[] cut) {
        Transitions steps = spread;
        int count = Arrays.stream(lengths).sum();
        if (count < spread.count()) {
            steps = Transitions.zeros(spread.observationSize(), spread.actionSize(), count);
            int row = 0;
            for (int rollout = 0; rollout < lengths.length; rollout++) {
                for (int step = 0; step < lengths[rollout]; step++) {
                    steps.copyRow(spread, rollout * horizon + step, row++);
                }
            }
        }
        int row = 0;
        for (int length : lengths) {
            for (int step = 0; step < length; step++, row++) {
                steps.followed()[row] = step + 1 < length ? 1 : 0;
            }
        }
        return new Rollouts(steps, lengths, cut);
    }

    /**
     * Returns those that were not cut as trajectories of {@code horizon} + 1 rows. One that terminated early stays
     * where it ended, in rows that count for nothing since they follow a terminal.
     */
    Trajectories trajectories(int horizon) {
        TrajectoryLayout layout = TrajectoryLayout.of(transitions.observationSize(), transitions.actionSize());
        int whole =
                (int) IntStream.range(0, cut.length).filter(i -> cut[i] == 0).count();
        Trajectories made = Trajectories.zeros(layout, horizon + 1, whole);
        int trajectory = 0;
        int first = 0;
        for (int rollout = 0; rollout < lengths.length; rollout++) {
            if (cut[rollout] == 0) {
                write(first, lengths[rollout], made, trajectory++);
            }
            first += lengths[rollout];
        }
        return made;
    }

    private void write(int first, int length, Trajectories made, int trajectory) {
        TrajectoryLayout layout = made.layout();
        int size = layout.observationSize();
        float[] values = made.values();
        for (int row = 0; row < made.horizon(); row++) {
            int to = (trajectory * made.horizon() + row) * layout.width();
            if (row < length) {
                int step = first + row;
                System.arraycopy(transitions.observations(), step * size, values, to, size);
                System.arraycopy(
                        transitions.actions(),
                        step * layout.actionSize(),
                        values,
                        to + layout.actionOffset(),
                        layout.actionSize());
                values[to + layout.rewardColumn()] = transitions.rewards()[step];
                values[to + layout.terminalColumn()] = transitions.terminals()[step];
            } else {
                int last = first + length - 1;
                System.arraycopy(transitions.nextObservations(), last * size, values, to, size);
                values[to + layout.terminalColumn()] = transitions.terminals()[last];
            }
        }
    }
}
