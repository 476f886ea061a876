package io.leeway.report;

import java.util.List;

/**
 * Charts side by side where there is room.
 *
 * @param title the heading
 * @param charts the first takes the whole width, the others share rows
 */
public record Charts(String title, List<? extends Chart> charts) implements Section {
    /** Copies the list. */
    public Charts {
        charts = List.copyOf(charts);
    }

    @Override
    public boolean isEmpty() {
        return charts.isEmpty();
    }
}
