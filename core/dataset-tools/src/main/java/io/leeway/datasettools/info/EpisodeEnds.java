package io.leeway.datasettools.info;

import io.leeway.spi.data.Episode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ends of a dataset's episodes, as far as they tell whether the mean return is one of whole episodes, which is what
 * D4RL's scores are of. The last one may be cut off by the end of the data: it is left out of the mean then.
 */
final class EpisodeEnds {
    private final Map<Integer, Long> truncated = new TreeMap<>();
    private long episodes;
    private long unfinished;
    private int longest;
    private double greatest = Double.NEGATIVE_INFINITY;
    private double sum;
    private double lastReturn;
    private boolean lastUnfinished;

    void add(Episode episode) {
        boolean ended = episode.terminated() || episode.truncated();
        episodes++;
        unfinished += ended ? 0 : 1;
        lastUnfinished = !ended;
        lastReturn = episode.undiscountedReturn();
        sum += lastReturn;
        greatest = Math.max(greatest, lastReturn);
        longest = Math.max(longest, episode.steps());
        if (!episode.terminated() && ended) {
            truncated.merge(episode.steps(), 1L, Long::sum);
        }
    }

    /**
     * Returns the mean return of whole episodes.
     *
     * @param mean of all, for where all are whole
     */
    double mean(double mean) {
        return lastUnfinished && episodes > 1 ? (sum - lastReturn) / (episodes - 1) : mean;
    }

    /** Returns why the mean return is not what a score is of, or nothing. */
    Optional<String> problem(ScoreReferences references) {
        int limit = references.episodeSteps();
        long open = unfinished - (lastUnfinished && episodes > 1 ? 1 : 0);
        if (open > 0) {
            return Optional.of(of(open) + " neither terminate nor are truncated, so that their returns are not those of"
                    + " whole episodes");
        }
        if (limit <= 0) {
            return goals(references);
        }
        String steps = String.format(Locale.ROOT, "%,d steps", limit);
        if (longest > limit + 1) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "episodes have up to %,d steps, and the references are for at most %s",
                    longest,
                    steps));
        }
        long early = truncated.entrySet().stream()
                .filter(entry -> entry.getKey() < limit - 1)
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (early > 0) {
            return Optional.of(of(early) + " are truncated before the time limit of " + steps
                    + ", so that their returns are not those of whole episodes");
        }
        return goals(references);
    }

    private Optional<String> goals(ScoreReferences references) {
        return references.countsGoals() && greatest > references.scores().expert()
                ? Optional.of("returns go up to " + greatest + ", where the references count at most "
                        + references.scores().expert())
                : Optional.empty();
    }

    private String of(long some) {
        return String.format(Locale.ROOT, "%,d of %,d episodes", some, episodes);
    }
}
