package io.leeway.report;

/** A chart of a report. */
public sealed interface Chart permits LineChart, BandChart, ForestPlot, ScatterChart {
    /** Returns the heading. */
    String title();

    /** Returns what is drawn and how to read it, in a sentence or two; may be empty. */
    String caption();
}
