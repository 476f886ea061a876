package io.leeway.report;

import java.util.List;

/**
 * Cautions to the reader, such as a column of the data that never varies. Without a sentence the section is left out.
 *
 * @param title the heading
 * @param sentences shown in this order
 */
public record Notes(String title, List<String> sentences) implements Section {
    /** Copies the list. */
    public Notes {
        sentences = List.copyOf(sentences);
    }

    @Override
    public boolean isEmpty() {
        return sentences.isEmpty();
    }
}
