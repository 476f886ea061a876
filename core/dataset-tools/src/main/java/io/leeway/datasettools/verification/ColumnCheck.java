package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.datasettools.SpaceText;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The check that all episodes have the columns of the first, and that next observations are those that follow. */
public final class ColumnCheck implements EpisodeLoop.Visitor {
    private static final String NEXT = "next_observations";

    private final Findings findings;
    private final Map<String, String> first = new LinkedHashMap<>();

    ColumnCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void visit(int index, Episode episode) {
        Map<String, String> these = new LinkedHashMap<>();
        episode.columns().forEach((name, column) -> these.put(name, kind(column)));
        if (index == 0) {
            first.putAll(these);
        }
        first.forEach((name, kind) -> {
            String other = these.getOrDefault(name, "missing");
            if (!other.equals(kind)) {
                findings.add(
                        Rule.COLUMNS_DIFFER,
                        () -> "episode " + index + ": " + name + " is " + other + ", but was " + kind);
            }
        });
        these.forEach((name, kind) -> {
            if (!first.containsKey(name)) {
                findings.add(
                        Rule.COLUMNS_DIFFER,
                        () -> "episode " + index + ": " + name + " is " + kind + ", but was missing");
            }
        });
        jumps(index, NEXT, episode);
        jumps(index, Episode.INFOS + "/" + NEXT, episode);
    }

    /** Returns a column's type and row shape as NumPy writes them. */
    public static String kind(Column column) {
        return column.type().name().toLowerCase(Locale.ROOT) + " " + SpaceText.shape(column.shape());
    }

    private void jumps(int index, String name, Episode episode) {
        Column next = episode.columns().get(name);
        Column observations = episode.columns().get(Episode.OBSERVATIONS);
        if (next == null || observations == null || next.rowSize() != observations.rowSize()) {
            return;
        }
        int size = next.rowSize();
        for (int row = 0; row < Math.min(next.rows(), episode.steps()); row++) {
            for (int i = 0; i < size; i++) {
                float said = (float) next.real(row * size + i);
                float follows = (float) observations.real((row + 1) * size + i);
                if (said != follows && !(Float.isNaN(said) && Float.isNaN(follows))) {
                    String place = Findings.place(index, name, row, i, size);
                    findings.add(Rule.OBSERVATION_JUMP, () -> place + ": " + said + ", but " + follows + " follows");
                    break;
                }
            }
        }
    }
}
