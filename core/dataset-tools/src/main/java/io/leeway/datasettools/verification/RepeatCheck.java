package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.spi.data.Episode;
import java.util.List;

/** The check for repetitions: of episodes, steps, and observations of a simulator that does not move. */
final class RepeatCheck implements EpisodeLoop.Visitor {
    /** How many steps are remembered: in 100 MiB. */
    static final int MOST_STEPS = 1 << 22;

    private static final int MOST_EPISODES = 1 << 22;
    private static final int LONG_RUN = 10;

    private final Findings findings;
    private final LongTable episodes = new LongTable(MOST_EPISODES);
    private final LongTable steps;
    private long seen;
    private boolean said;

    RepeatCheck(Findings findings, int mostSteps) {
        this.findings = findings;
        this.steps = new LongTable(mostSteps);
    }

    @Override
    public void visit(int index, Episode episode) {
        int count = episode.steps();
        long[] observations = RowHash.of(episode.parts(Episode.OBSERVATIONS).values(), count + 1);
        long[] actions = RowHash.of(episode.parts(Episode.ACTIONS).values(), count);
        long[] rest = RowHash.of(
                List.of(
                        episode.column(Episode.REWARDS),
                        episode.column(Episode.TERMINATIONS),
                        episode.column(Episode.TRUNCATIONS)),
                count);
        frozen(index, observations);
        long[] hashes = new long[count];
        long whole = count;
        for (int i = 0; i < count; i++) {
            long action = RowHash.join(RowHash.join(observations[i], actions[i]), rest[i]);
            hashes[i] = RowHash.join(action, observations[i + 1]);
            whole = RowHash.join(whole, hashes[i]);
        }
        int before = episodes.first(whole, index);
        if (before >= 0) {
            findings.add(Rule.DUPLICATE_EPISODE, () -> "episode " + index + " repeats episode " + before);
        } else {
            steps(index, hashes);
        }
        seen += count;
    }

    private void steps(int index, long[] hashes) {
        for (int i = 0; i < hashes.length; i++) {
            if (steps.full() && !said) {
                said = true;
                long checked = seen + i;
                findings.add(
                        Rule.NOT_CHECKED,
                        () -> "steps from " + checked
                                + " on were compared with those before alone, to keep memory small");
            }
            int row = i;
            int before = steps.first(hashes[i], index);
            if (before >= 0) {
                findings.add(
                        Rule.DUPLICATE_STEP,
                        () -> "episode " + index + ", row " + row + " repeats a step of episode " + before);
            }
        }
    }

    private void frozen(int index, long[] observations) {
        int from = 0;
        for (int i = 1; i <= observations.length; i++) {
            if (i == observations.length || observations[i] != observations[from]) {
                if (i - from >= LONG_RUN) {
                    String place = "episode " + index + ", observations, rows " + from + " to " + (i - 1);
                    findings.add(Rule.FROZEN, () -> place);
                }
                from = i;
            }
        }
    }
}
