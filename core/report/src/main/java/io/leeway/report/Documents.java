package io.leeway.report;

import java.util.List;

/**
 * Whole texts that are folded away until asked for, such as the effective configuration and the manifest.
 *
 * @param title the heading
 * @param documents shown in this order
 */
public record Documents(String title, List<Document> documents) implements Section {
    /**
     * A text.
     *
     * @param title for example "Effective configuration"
     * @param text shown as it is, in a monospaced font
     * @param timing whether it differs between two runs of the same seed
     */
    public record Document(String title, String text, boolean timing) {
        /** Returns a text that every run of the same seed repeats. */
        public static Document of(String title, String text) {
            return new Document(title, text, false);
        }

        /** Returns a text that has times or speeds in it. */
        public static Document timing(String title, String text) {
            return new Document(title, text, true);
        }
    }

    /** Copies the list. */
    public Documents {
        documents = List.copyOf(documents);
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    @Override
    public Documents withoutTimings() {
        return new Documents(
                title, documents.stream().filter(document -> !document.timing()).toList());
    }
}
