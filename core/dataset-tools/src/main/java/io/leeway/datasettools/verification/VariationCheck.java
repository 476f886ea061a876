package io.leeway.datasettools.verification;

import io.leeway.datasettools.EpisodeLoop;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** The check for numbers that are the same in every row of every episode. */
final class VariationCheck implements EpisodeLoop.Visitor {
    private final Findings findings;
    private final Map<String, First> firsts = new LinkedHashMap<>();

    /** The first row of a column, and which of its numbers have varied since. */
    private record First(double[] values, BitSet varied) {}

    VariationCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void visit(int index, Episode episode) {
        episode.columns().forEach((name, column) -> {
            if (!name.equals(Episode.TERMINATIONS) && !name.equals(Episode.TRUNCATIONS)) {
                add(name, column);
            }
        });
    }

    private void add(String name, Column column) {
        First first = firsts.computeIfAbsent(name, key -> first(column));
        int size = first.values().length;
        if (column.rowSize() != size || first.varied().cardinality() == size) {
            return;
        }
        for (int i = 0; i < column.size(); i++) {
            if (column.real(i) != first.values()[i % size]) {
                first.varied().set(i % size);
            }
        }
    }

    private static First first(Column column) {
        double[] values = new double[column.rowSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.real(i);
        }
        return new First(values, new BitSet());
    }

    /** Says what never varied; of a dataset of one step nothing is said. */
    void finish(long steps) {
        if (steps < 2) {
            return;
        }
        firsts.forEach((name, first) -> {
            boolean reward = name.equals(Episode.REWARDS);
            for (int i = 0; i < first.values().length; i++) {
                if (!first.varied().get(i)) {
                    String place = name + (first.values().length == 1 ? "" : ", column " + i) + ": always "
                            + first.values()[i];
                    findings.add(reward ? Rule.CONSTANT_REWARD : Rule.CONSTANT_COLUMN, () -> place);
                }
            }
        });
    }
}
