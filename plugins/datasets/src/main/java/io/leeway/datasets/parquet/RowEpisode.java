package io.leeway.datasets.parquet;

import io.leeway.spi.LeewayException;
import io.leeway.spi.data.Column;
import io.leeway.spi.data.Episode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An episode that is put together from its rows. */
final class RowEpisode {
    private final String where;
    private final Map<String, Column> rows = new LinkedHashMap<>();

    /**
     * Joins rows.
     *
     * @param where begins the errors
     */
    RowEpisode(String where, List<RowBlock> blocks) {
        this.where = where;
        for (String name : blocks.get(0).columns().keySet()) {
            rows.put(name, joined(name, blocks));
        }
    }

    private Column joined(String name, List<RowBlock> blocks) {
        Column first = blocks.get(0).column(name);
        if (blocks.size() == 1) {
            return first;
        }
        long bytes = 0;
        for (RowBlock block : blocks) {
            Column column = block.column(name);
            if (!column.shape().equals(first.shape())) {
                throw new LeewayException(
                        where + ": '" + name + "' has rows of the shapes " + first.shape() + " and " + column.shape());
            }
            bytes += column.bytes().remaining();
        }
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(bytes));
        blocks.forEach(block -> all.put(block.column(name).bytes()));
        return Column.of(first.type(), first.shape(), all.flip());
    }

    /**
     * Returns the episode, or null if nothing is left of it.
     *
     * @param seed what the environment was reset with
     */
    @Nullable
    Episode episode(@Nullable BigInteger seed) {
        checkSteps();
        int steps = column(Episode.REWARDS).rows();
        boolean terminated = rows.containsKey(Episode.TERMINATIONS)
                && column(Episode.TERMINATIONS).rowSize() == 1
                && column(Episode.TERMINATIONS).flag(steps - 1);
        int kept = isWhole() || terminated ? steps : steps - 1;
        if (kept == 0) {
            return null;
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        rows.forEach((name, column) -> {
            if (!name.equals(Naming.EPISODE) && !name.equals(Naming.STEP) && !name.startsWith(Naming.NEXT)) {
                columns.put(name, filled(name, column, kept));
            }
        });
        columns.putIfAbsent(Episode.TERMINATIONS, Column.of(new boolean[kept]));
        columns.putIfAbsent(Episode.TRUNCATIONS, Column.of(new boolean[kept]));
        try {
            return new Episode(columns, seed);
        } catch (IllegalArgumentException unfit) {
            throw new LeewayException(where + ": " + unfit.getMessage(), unfit);
        }
    }

    private Column column(String name) {
        Column column = rows.get(name);
        if (column == null) {
            throw new LeewayException(where + ": '" + name + "' is missing");
        }
        return column;
    }

    private static boolean isObservation(String name) {
        return name.equals(Episode.OBSERVATIONS) || name.startsWith(Episode.OBSERVATIONS + "/");
    }

    /** Returns whether what was seen after the last step is there. */
    boolean isWhole() {
        return rows.keySet().stream()
                .filter(RowEpisode::isObservation)
                .allMatch(name -> rows.containsKey(Naming.NEXT + name));
    }

    private Column filled(String name, Column column, int kept) {
        Column next = rows.get(Naming.NEXT + name);
        if (next != null) {
            checkNext(name, column, next);
            return after(column, next.rows(next.rows() - 1, 1));
        } else if (isObservation(name)) {
            return kept < column.rows() ? column : after(column, column.rows(column.rows() - 1, 1));
        }
        return column.rows(0, kept);
    }

    private static Column after(Column column, Column last) {
        ByteBuffer all = ByteBuffer.allocate(
                Math.addExact(column.bytes().remaining(), last.bytes().remaining()));
        all.put(column.bytes()).put(last.bytes());
        return Column.of(column.type(), column.shape(), all.flip());
    }

    private void checkNext(String name, Column column, Column next) {
        if (next.type() != column.type() || !next.shape().equals(column.shape())) {
            throw new LeewayException(where + ": '" + Naming.NEXT + name + "' has other rows than '" + name + "'");
        }
        int common = column.rows() - 1;
        if (next.rows(0, common).equals(column.rows(1, common))) {
            return;
        }
        int row = 0;
        while (next.rows(row, 1).equals(column.rows(row + 1, 1))) {
            row++;
        }
        throw new LeewayException(where + ": '" + Naming.NEXT + name + "' of row " + row + " is not '" + name
                + "' of the row after it: give every episode a number of its own, and keep its rows in order");
    }

    private void checkSteps() {
        Column steps = rows.get(Naming.STEP);
        for (int i = 1; steps != null && i < steps.rows(); i++) {
            if (steps.integer(i) != steps.integer(i - 1) + 1) {
                throw new LeewayException(where + ": step " + steps.integer(i) + " comes after step "
                        + steps.integer(i - 1) + ": keep its rows in order");
            }
        }
    }
}
