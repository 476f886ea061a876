package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;

/** The check of how episodes end. */
final class FlagCheck implements EpisodeLoop.Visitor {
    private final Findings findings;

    FlagCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void visit(int index, Episode episode) {
        early(index, Episode.TERMINATIONS, episode);
        early(index, Episode.TRUNCATIONS, episode);
        String steps = "episode " + index + ", of " + episode.steps() + (episode.steps() == 1 ? " step" : " steps");
        if (episode.terminated() && episode.truncated()) {
            findings.add(Rule.BOTH_FLAGS, () -> steps);
        } else if (!episode.terminated() && !episode.truncated()) {
            findings.add(Rule.NO_END, () -> steps);
        }
        if (episode.steps() == 1) {
            findings.add(Rule.ONE_STEP, () -> "episode " + index);
        }
    }

    private void early(int index, String name, Episode episode) {
        Column flags = episode.column(name);
        for (int i = 0; i < flags.rows() - 1; i++) {
            if (flags.flag(i)) {
                int row = i;
                findings.add(
                        Rule.FLAG_BEFORE_END, () -> Findings.place(index, name, row, 0, 1) + " of " + flags.rows());
            }
        }
    }
}
