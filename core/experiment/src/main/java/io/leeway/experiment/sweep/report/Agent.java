package io.leeway.experiment.sweep.report;

import io.leeway.experiment.sweep.results.EntryResult;
import io.leeway.experiment.sweep.results.EntryResult.Evaluation;
import io.leeway.experiment.sweep.results.JobResult;
import java.util.List;

/**
 * An agent of a sweep: one variant on one task with one seed.
 *
 * @param variant what it is of
 * @param task the name of what it was trained and evaluated on
 * @param job that trained it
 * @param result what it came to
 */
record Agent(Variant variant, String task, JobResult job, EntryResult result) {
    /** Of how many evaluations, the last ones, the mean is shown beside the last: scores swing between them. */
    static final int LAST = 3;

    /** Returns the score of the last evaluation; NaN where it was not evaluated. */
    double score() {
        Double score = result.score();
        return score == null ? Double.NaN : score;
    }

    /** Returns the mean score of the last evaluations; NaN where there are fewer than two. */
    double lastScores() {
        List<Evaluation> curve = result.curve();
        List<Evaluation> last = curve.subList(Math.max(0, curve.size() - LAST), curve.size());
        return last.size() < 2
                ? Double.NaN
                : last.stream()
                        .mapToDouble(evaluation -> result.task().score(evaluation.undiscountedReturn()))
                        .average()
                        .orElse(Double.NaN);
    }
}
