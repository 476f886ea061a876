package io.leeway.report;

import java.util.List;

/**
 * What the reader should be wary of, such as a column of the data that never varies. Without a sentence the section is
 * left out.
 *
 * @param title the heading
 * @param sentences shown in this order
 */
public record Notes(String title, List<String> sentences) implements Section {
    /** Copies the list. */
    public Notes {
        sentences = List.copyOf(sentences);
    }
}
