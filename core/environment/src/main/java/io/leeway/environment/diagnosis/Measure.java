package io.leeway.environment.diagnosis;

import io.leeway.spi.LeewayException;
import java.util.List;

/** A measure of a subject: it gives figures, and may give curves. {@link Diagnosis} names all. */
interface Measure {
    /** Returns what its figures are about, in a few words. */
    String title();

    /** Returns the figures that it gives, whatever the subject. */
    List<Figure> figures();

    /**
     * Measures.
     *
     * @param subject with one transition or more, each finite and no further from the data than {@link Screening} lets
     *     it be
     * @throws LeewayException if it cannot, saying why; other measures go on
     */
    Findings of(Subject subject);
}
