package io.leeway.experiment.sweep.results;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one job of a sweep: one point of its grid, with one seed.
 *
 * @param id unique within the sweep
 * @param point the value of each axis by the axis's name, as text; an axis that does not apply to it is left out
 * @param seed of all that is random in it
 * @param status how far it came
 * @param error why it failed, in the words that the user was shown; null where it did not
 * @param entries one for each entry of {@code experience} that was finished, in the experiment's order
 */
public record JobResult(
        String id,
        Map<String, String> point,
        long seed,
        Status status,
        @Nullable String error,
        List<EntryResult> entries) {
    /** How far a job came. */
    public enum Status {
        /** It ran to its end. */
        FINISHED,
        /** It ended in an error. */
        FAILED,
        /** It was cancelled. */
        CANCELLED,
        /** It has not ended yet, or not begun. */
        PENDING
    }

    /** Copies the collections. */
    public JobResult {
        point = Collections.unmodifiableMap(new LinkedHashMap<>(point));
        entries = List.copyOf(entries);
    }
}
