package io.leeway.datasettools.picture;

import io.leeway.datasettools.info.Bins;
import io.leeway.datasettools.info.StreamingHistogram;
import java.util.Arrays;

/**
 * The bars of a drawn histogram.
 *
 * @param start where the first begins
 * @param end where the last ends
 * @param counts of each bar, all as wide
 */
record PanelBars(double start, double end, long[] counts) {
    static PanelBars of(Bins bins) {
        return new PanelBars(bins.start(), bins.edge(bins.counts().length), bins.counts());
    }

    /** Joins neighbouring bins, so that there are no more bars than asked for. */
    static PanelBars of(StreamingHistogram histogram, int most) {
        int join = Math.max(1, (histogram.bins() + most - 1) / most);
        int bars = (histogram.bins() + join - 1) / join;
        long[] counts = new long[bars];
        for (int bin = 0; bin < histogram.bins(); bin++) {
            counts[bin / join] += histogram.count(bin);
        }
        return new PanelBars(histogram.edge(0), histogram.edge(bars * join), counts);
    }

    long most() {
        return Math.max(1, Arrays.stream(counts).max().orElse(1));
    }
}
