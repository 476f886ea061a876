package io.leeway.datasettools.info;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A histogram as lines of text, a bar each. */
public final class HistogramText {
    private static final int MOST_BINS = 12;
    private static final int BAR = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private HistogramText() {}

    /**
     * Returns a line a bin: its range, a bar, and how many numbers are in it. Numbers that are not finite are left out.
     *
     * @param ascii whether nothing but ASCII may be used
     */
    public static List<String> lines(double[] values, boolean ascii) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return List.of();
        }
        Bins bins = Bins.of(finite, MOST_BINS);
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(bins.width()) - 1e-9));
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < bins.counts().length; i++) {
            labels.add(number(bins.edge(i), decimals));
        }
        String to = ascii ? " to " : " … ";
        String last = number(bins.edge(bins.counts().length), decimals);
        int width = Math.max(
                last.length(), labels.stream().mapToInt(String::length).max().orElse(0));
        long most = Arrays.stream(bins.counts()).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            String end = i + 1 < labels.size() ? labels.get(i + 1) : last;
            long count = bins.counts()[i];
            String bar = bar((double) count / most, count, ascii);
            lines.add((padded(labels.get(i), width) + to + padded(end, width) + (ascii ? " | " : " │ ") + bar + " "
                            + (count == 0 ? "" : String.format(Locale.ROOT, "%,d", count)))
                    .stripTrailing());
        }
        return lines;
    }

    private static String padded(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value + 0.0);
    }

    /** Returns a bar that is seen wherever there is anything. */
    private static String bar(double share, long count, boolean ascii) {
        int eighths = count == 0 ? 0 : (int) Math.max(1, Math.round(share * BAR * 8));
        if (ascii) {
            return "#".repeat(count == 0 ? 0 : Math.max(1, eighths / 8));
        }
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }
}
