package io.leeway.report;

import java.util.List;

/**
 * An experiment's outcome as one page. A name that occurs in several sections, such as an experience's, has the same
 * colour in all of them.
 *
 * @param title the experiment's name
 * @param summary one sentence: what is compared, on how many seeds and episodes
 * @param sections shown in this order; the result table comes first by convention
 */
public record Report(String title, String summary, List<Section> sections) {
    /** Copies the list. */
    public Report {
        sections = List.copyOf(sections);
    }

    /** Returns a copy without facts, columns and documents that are marked as timings, for comparison to the byte. */
    public Report withoutTimings() {
        return new Report(
                title, summary, sections.stream().map(Section::withoutTimings).toList());
    }
}
