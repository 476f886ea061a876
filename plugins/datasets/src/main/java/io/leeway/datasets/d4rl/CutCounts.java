package io.leeway.datasets.d4rl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A count of the episodes that no flag of a file ends, and of the steps that are in the file and not in episodes. */
final class CutCounts {
    private final int limit;
    private final boolean known;
    private long jumps;
    private long limits;
    private long lastSteps;
    private long vanished;

    /**
     * Begins at none.
     *
     * @param limit after how many steps episodes are cut, or 0
     * @param known whether that is the time limit of the task, rather than the user's
     */
    CutCounts(int limit, boolean known) {
        this.limit = limit;
        this.known = known;
    }

    void add(D4rlCuts.Cut cut) {
        jumps += cut.end() == D4rlCuts.End.JUMP ? 1 : 0;
        limits += cut.end() == D4rlCuts.End.LIMIT ? 1 : 0;
        boolean without = cut.steps() < cut.rows();
        vanished += without && cut.steps() == 0 ? 1 : 0;
        lastSteps += without && cut.steps() > 0 ? 1 : 0;
    }

    /**
     * Returns what there is to say, a sentence each.
     *
     * @param closing whether rows that are no steps are the ones without an outcome, as the file says
     */
    List<String> remarks(boolean closing) {
        List<String> remarks = new ArrayList<>();
        if (jumps > 0) {
            remarks.add(episodes(jumps, "ends", "end") + " where next_observations are not the row that follows, though"
                    + " neither terminals nor timeouts mark it: truncated there.");
        }
        if (limits > 0) {
            remarks.add(episodes(limits, "is", "are") + " cut after " + String.format(Locale.ROOT, "%,d", limit)
                    + " steps, "
                    + (known
                            ? "the time limit of the task that the file is named after, since it marks none; D4RL's"
                                    + " readers do so too (episode-steps changes it)."
                            : "as episode-steps says."));
        }
        if (lastSteps > 0 && !closing) {
            remarks.add("The last step of " + count(lastSteps) + " is left out: without next_observations the file does"
                    + " not have its outcome.");
        }
        if (vanished > 0 && !closing) {
            remarks.add(
                    episodes(vanished, "is", "are") + " left out whole: of one step, whose outcome the file does not"
                            + " have without next_observations.");
        }
        return remarks;
    }

    private static String episodes(long number, String one, String several) {
        return count(number) + " " + (number == 1 ? one : several);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d episode%s", number, number == 1 ? "" : "s");
    }
}
