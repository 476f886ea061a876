package io.leeway.diffusion.experience;

import io.leeway.spi.data.Dataset;
import io.leeway.spi.data.Transitions;

/** The meaning of an episode's last step where a time limit cut it, or where it merely ends and nothing terminated. */
public enum TimeLimitRule {
    /** A step like any other: what would have come after it counts. */
    GOES_ON,
    /** A terminal state: nothing comes after it. */
    ENDS,
    /** It is left out. */
    LEFT_OUT;

    /** Returns the transitions of a dataset, by this rule. */
    Transitions apply(Dataset dataset) {
        Transitions all = dataset.transitions();
        if (this == GOES_ON) {
            return all;
        }
        boolean[] cut = new boolean[all.count()];
        int cuts = 0;
        for (int episode = 0; episode < dataset.episodes(); episode++) {
            if (!dataset.terminated(episode)) {
                cut[dataset.firstStep(episode) + dataset.length(episode) - 1] = true;
                cuts++;
            }
        }
        int kept = this == LEFT_OUT ? all.count() - cuts : all.count();
        // What comes before a step that is left out is still followed by it.
        Transitions result = Transitions.zerosWithNextActions(all.observationSize(), all.actionSize(), kept);
        int row = 0;
        for (int step = 0; step < all.count(); step++) {
            if (!cut[step]) {
                result.copyRow(all, step, row++);
            } else if (this == ENDS) {
                result.copyRow(all, step, row);
                result.terminals()[row++] = 1;
            }
        }
        return result;
    }
}
